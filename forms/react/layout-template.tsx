import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { memo, type ReactNode, useContext, useMemo } from 'react'
import type { LayoutNode, TextNode } from '../definition/form-definition.ts'
import { ColumnsContext, useForm, useOpenForm, usePlace, useText } from './form-context.ts'
import { FormSection, LazySection } from './form-section.tsx'
import { stepsOf, summaryStep } from './navigation.ts'
import { StepSummary } from './step-summary.tsx'

/** RJSF's properties, placed as the form's layout says: all of it, or the step that is shown. */
export function LayoutTemplate({ properties }: ObjectFieldTemplateProps) {
  const { store } = useOpenForm()
  const { form } = store.compiled
  const content = useMemo(() => new Map(properties.map(({ name, content }) => [name, content])), [properties])
  return (
    <ColumnsContext value={form.columns ?? 2}>
      {form.display === 'steps' ? <Step content={content} /> : <Page content={content} />}
    </ColumnsContext>
  )
}

type Content = ReadonlyMap<string, ReactNode>

/** Fields in the first picture, about a phone's screen of them; what else is in sight follows in the next. */
const fieldsAtOnce = 8

function Page({ content }: { readonly content: Content }) {
  const { layout } = useOpenForm().store.compiled.form
  const early = useMemo(() => sectionsAtOnce(layout), [layout])
  return (
    <div className="gz-grid">
      {layout.map((node) =>
        node.kind === 'section' && !early.has(node.id) ? (
          <LazySection key={node.id} section={node} fields={fieldsIn(node)}>
            <Nodes nodes={node.children} content={content} level={3} />
          </LazySection>
        ) : (
          <Node key={node.id} node={node} content={content} level={2} />
        ),
      )}
    </div>
  )
}

/** The step that is shown; where it was hidden meanwhile, the last one before it. */
function Step({ content }: { readonly content: Content }) {
  const { store } = useOpenForm()
  const { layout } = store.compiled.form
  const step = usePlace(({ step }) => step)
  const shownId = useForm(({ state }) => {
    if (step === summaryStep) return summaryStep
    const shown = stepsOf(store.compiled, state)
    const at = layout.findIndex(({ id }) => id === step)
    return (shown.findLast(({ id }) => layout.findIndex((node) => node.id === id) <= at) ?? shown[0])?.id
  })
  const node = layout.find(({ id }) => id === shownId)
  if (shownId === summaryStep) return <StepSummary />
  return node ? (
    <div className="gz-grid" key={node.id}>
      <Node node={node} content={content} level={2} />
    </div>
  ) : null
}

function sectionsAtOnce(layout: readonly LayoutNode[]): ReadonlySet<string> {
  let fields = 0
  const early = layout.filter((node) => {
    const before = fields
    fields += fieldsIn(node)
    return before < fieldsAtOnce
  })
  return new Set(early.map(({ id }) => id))
}

function fieldsIn(node: LayoutNode): number {
  return node.kind === 'section' ? node.children.reduce((sum, child) => sum + fieldsIn(child), 0) : 1
}

/** The fields of one item of a repeated group, in the group's order. */
export function ItemTemplate({ properties }: ObjectFieldTemplateProps) {
  return <div className="gz-grid">{properties.map(({ content }) => content)}</div>
}

interface NodesProps {
  readonly nodes: readonly LayoutNode[]
  readonly content: Content
  readonly level: number
}

function Nodes({ nodes, content, level }: NodesProps) {
  return (
    <div className="gz-grid">
      {nodes.map((node) => (
        <Node key={node.id} node={node} content={content} level={level} />
      ))}
    </div>
  )
}

function Node({ node, content, level }: Omit<NodesProps, 'nodes'> & { readonly node: LayoutNode }) {
  const around = useContext(ColumnsContext)
  if (node.kind === 'section')
    return (
      <ColumnsContext value={node.columns ?? around}>
        <FormSection section={node} level={level}>
          <Nodes nodes={node.children} content={content} level={level + 1} />
        </FormSection>
      </ColumnsContext>
    )
  if (node.kind === 'text') return <Words node={node} />
  return 'property' in node ? content.get(node.property) : null
}

const Words = memo(function Words({ node }: { readonly node: TextNode }) {
  const text = useText()
  const visible = useForm(({ state }) => state.nodes.get(node.id)?.visible ?? true)
  return visible ? <p className="gz-words">{text(node.text)}</p> : null
})
