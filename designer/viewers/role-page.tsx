import type { Role } from '#definitions'
import { useWords } from '#runtime/client'
import { DefinitionViewer } from './definition-viewer.tsx'
import { viewerWords } from './viewer-words.ts'

export function RolePage() {
  return <DefinitionViewer kind="role">{(text) => <RoleFacts role={JSON.parse(text) as Role} />}</DefinitionViewer>
}

function RoleFacts({ role }: { readonly role: Role }) {
  const words = useWords(viewerWords)
  return (
    <>
      <p>
        {words.roleId}
        <code>{role.id}</code>
      </p>
      <p>
        {role.title['zh-CN']} · {role.title.en}
      </p>
      <p>{role.designs ? words.designs : words.designsNot}</p>
      <p>{words.roleHint}</p>
    </>
  )
}
