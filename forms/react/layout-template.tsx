import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { memo, type ReactNode, useDeferredValue, useMemo } from 'react'
import type { LayoutNode, SectionNode, TextNode } from '../definition/form-definition.ts'
import { elementId } from './answer-field.tsx'
import { useForm, useOpenForm, useText } from './form-context.ts'

/** RJSF's properties, placed as the form's layout says. */
export function LayoutTemplate({ properties }: ObjectFieldTemplateProps) {
  const { store } = useOpenForm()
  const { layout } = store.compiled.form
  const content = useMemo(() => new Map(properties.map(({ name, content }) => [name, content])), [properties])
  // What fits a screen is there at once; the rest follows while the person may already type.
  const shown = useDeferredValue(
    layout.length,
    useMemo(() => nodesOfFirstScreen(layout), [layout]),
  )
  return <Nodes nodes={layout.slice(0, shown)} content={content} level={2} />
}

const fieldsOfFirstScreen = 20

/** How many nodes from the top hold about a screen of fields. */
function nodesOfFirstScreen(layout: readonly LayoutNode[]): number {
  let fields = 0
  const last = layout.findIndex((node) => {
    fields += fieldsIn(node)
    return fields >= fieldsOfFirstScreen
  })
  return last < 0 ? layout.length : last + 1
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
  readonly content: ReadonlyMap<string, ReactNode>
  readonly level: number
}

function Nodes({ nodes, content, level }: NodesProps) {
  return (
    <div className="gz-grid">
      {nodes.map((node) => {
        if (node.kind === 'section') return <Section key={node.id} section={node} content={content} level={level} />
        if (node.kind === 'text') return <Words key={node.id} node={node} />
        return 'property' in node ? content.get(node.property) : null
      })}
    </div>
  )
}

const Section = memo(function Section({
  section,
  content,
  level,
}: { readonly section: SectionNode } & Omit<NodesProps, 'nodes'>) {
  const { prefix } = useOpenForm()
  const text = useText()
  const visible = useForm(({ state }) => state.nodes.get(section.id)?.visible ?? true)
  if (!visible) return null
  const id = sectionId(prefix, section.id)
  const Heading = level <= 2 ? 'h2' : level === 3 ? 'h3' : 'h4'
  return (
    <section className={`gz-section gz-section-${Math.min(level - 1, 3)}`} aria-labelledby={id}>
      <Heading id={id} className="gz-heading" tabIndex={-1}>
        {text(section.title)}
      </Heading>
      {section.help ? <p className="gz-help">{text(section.help)}</p> : null}
      <Nodes nodes={section.children} content={content} level={level + 1} />
    </section>
  )
})

const Words = memo(function Words({ node }: { readonly node: TextNode }) {
  const text = useText()
  const visible = useForm(({ state }) => state.nodes.get(node.id)?.visible ?? true)
  return visible ? <p className="gz-words">{text(node.text)}</p> : null
})

/** Where a link to a section leads. */
export function sectionId(prefix: string, id: string): string {
  return elementId(prefix, `/section/${id}`)
}
