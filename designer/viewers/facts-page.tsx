import { Descriptions } from 'antd'
import type { ReactNode } from 'react'
import type { RecordType, View } from '#definitions'
import type { LocalizedText } from '#findings'
import { useLocalize, useWords } from '#runtime/client'
import { DefinitionViewer } from './definition-viewer.tsx'
import { viewerWords } from './viewer-words.ts'

type Fact = readonly [label: string, value: ReactNode]

export function RecordPage() {
  return (
    <DefinitionViewer kind="record">{(text) => <RecordFacts type={JSON.parse(text) as RecordType} />}</DefinitionViewer>
  )
}

export function ViewPage() {
  return <DefinitionViewer kind="view">{(text) => <ViewFacts view={JSON.parse(text) as View} />}</DefinitionViewer>
}

function RecordFacts({ type }: { readonly type: RecordType }) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  return (
    <Facts
      description={type.description}
      facts={[
        [words.form, <code key="form">{type.form}</code>],
        ...(type.keys ? [[words.keys, type.keys.join(', ')] as const] : []),
        [words.purpose, say(type.purpose)],
        [words.legalBasis, say(type.legalBasis)],
      ]}
    />
  )
}

function ViewFacts({ view }: { readonly view: View }) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  const columns = view.columns.map(({ title, field }) => (title ? say(title) : field))
  return <Facts description={view.description} facts={[[words.columns, columns.join(' · ')]]} />
}

function Facts({ description, facts }: { readonly description?: LocalizedText; readonly facts: readonly Fact[] }) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  const all: readonly Fact[] = [...(description ? [[words.description, say(description)] as const] : []), ...facts]
  return (
    <Descriptions column={1} colon={false} items={all.map(([label, children]) => ({ key: label, label, children }))} />
  )
}
