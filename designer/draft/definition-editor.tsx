import { type ReactNode, useCallback, useState } from 'react'
import { useParams } from 'react-router'
import type { DefinitionDetail, DefinitionKind } from '#runtime/api'
import { ErrorState, Loading } from '#runtime/client'
import { ListLink } from '../app/list-link.tsx'
import { useDefinition } from './use-definition.ts'
import { type Draft, useDraft } from './use-draft.ts'

export interface EditorProps {
  readonly draft: Draft
  /** What the editor opens with: the draft, or what is published where there is none. */
  readonly content: string
  /** Loads the definition anew and opens the editor again. */
  readonly reload: () => void
}

export interface DefinitionEditorProps {
  readonly kind: DefinitionKind
  readonly children: (props: EditorProps) => ReactNode
}

/** Loads the definition the address names and hands it to an editor, with a draft to save to. */
export function DefinitionEditor({ kind, children }: DefinitionEditorProps) {
  const { region = '', id = '' } = useParams()
  const { data, error, refetch } = useDefinition(region, kind, id)
  const [opened, setOpened] = useState(0)
  const reload = useCallback(async () => {
    await refetch()
    setOpened((times) => times + 1)
  }, [refetch])

  if (error && !data) return <ErrorState error={error} onRetry={refetch} action={<ListLink />} />
  if (!data) return <Loading />
  return (
    <OpenEditor key={`${region}/${kind}/${id}/${opened}`} region={region} definition={data} reload={reload}>
      {children}
    </OpenEditor>
  )
}

interface OpenEditorProps extends Pick<DefinitionEditorProps, 'children'> {
  readonly region: string
  readonly definition: DefinitionDetail
  readonly reload: () => void
}

function OpenEditor({ region, definition, reload, children }: OpenEditorProps) {
  const [opening] = useState(definition)
  const draft = useDraft(region, opening)
  return children({ draft, content: opening.draft?.content ?? opening.published, reload })
}
