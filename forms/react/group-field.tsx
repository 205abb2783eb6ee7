import { type FieldProps, toFieldPathId } from '@rjsf/utils'
import { type ComponentType, lazy, memo, Suspense, useMemo } from 'react'
import type { CompiledGroup } from '../data/compile-form.ts'
import { groupOf } from './compiled-nodes.ts'
import { elementId } from './element-id.ts'
import { ColumnsContext, useForm, useOpenForm, useText } from './form-context.ts'
import { itemsOf } from './form-store.ts'
import { GroupTitle } from './group-title.tsx'
import { ItemCard } from './item-card.tsx'
import { ProblemText } from './problem-text.tsx'
import { rjsfItem } from './rjsf-schema.ts'

/** A repeated group: a card for each item, each rendered by RJSF as an object of its own. */
export function GroupField(props: FieldProps) {
  const { store } = useOpenForm()
  const group = groupOf(store.compiled, String(props.uiSchema?.['ui:options']?.nodeId))
  const visible = useForm(({ state }) => (group && state.nodes.get(group.id)?.visible) ?? false)
  if (!group || !visible) return null
  return group.node.display === 'table' ? (
    <Suspense fallback={<Loading />}>
      <TableGroup group={group} field={props} />
    </Suspense>
  ) : (
    <ColumnsContext value={group.node.columns ?? 2}>
      <Group group={group} field={props} />
    </ColumnsContext>
  )
}

/** Fetched by the forms that have one. */
const TableGroup = lazy(() => import('./table/table-group.tsx'))

function Loading() {
  return <p className="gz-help gz-group">{useOpenForm().words.loadingWidget}</p>
}

const Group = memo(function Group({ group, field }: { readonly group: CompiledGroup; readonly field: FieldProps }) {
  const { store, words, prefix, disabled } = useOpenForm()
  const text = useText()
  const state = useForm((snapshot) => snapshot.state.nodes.get(group.id))
  const keys = useForm(({ itemKeys }) => itemKeys[group.property]) ?? noKeys
  const pointer = `/${group.property}`
  const problem = useForm(({ problems }) => problems.get(pointer))
  const item = useMemo(() => rjsfItem(group), [group])
  const id = elementId(prefix, pointer)
  const { title, help, itemTitle } = group.node
  const what = text(itemTitle ?? title)
  const limit = typeof group.schema.maxItems === 'number' ? group.schema.maxItems : Number.POSITIVE_INFINITY
  const isFixed = disabled || (state?.readonly ?? false)
  const SchemaField = field.registry.fields.SchemaField as ComponentType<FieldProps>

  const add = () => {
    store.addItem(group.property)
    const index = itemsOf(store.snapshot().typed, group.property).length - 1
    focusWhenThere(elementId(prefix, `${pointer}/${index}/${group.fields[0]?.property ?? ''}`))
  }
  return (
    <section
      className="gz-group"
      id={`${id}-field`}
      aria-labelledby={`${id}-label`}
      aria-describedby={problem && `${id}-problem`}
    >
      <GroupTitle id={`${id}-label`} title={title} isRequired={state?.required ?? false} />
      {help ? <p className="gz-help">{text(help)}</p> : null}
      {keys.length === 0 ? <p className="gz-none">{words.noItems(what)}</p> : null}
      {keys.map((key, index) => (
        <ItemCard key={key} group={group} index={index} count={keys.length} what={what} isFixed={isFixed}>
          <SchemaField
            {...field}
            schema={item.schema}
            uiSchema={item.uiSchema}
            fieldPathId={toFieldPathId(index, field.registry.globalFormOptions, field.fieldPathId)}
            name={String(index)}
            formData={undefined}
          />
        </ItemCard>
      ))}
      {problem ? <ProblemText id={`${id}-problem`} problem={problem} /> : null}
      {isFixed ? null : (
        <button type="button" id={id} className="gz-add" disabled={keys.length >= limit} onClick={add}>
          <span aria-hidden="true">＋</span> {words.add(what)}
        </button>
      )}
    </section>
  )
})

const noKeys: readonly number[] = []

/** The element is rendered after the change that makes it. */
function focusWhenThere(id: string) {
  requestAnimationFrame(() => {
    const field = document.getElementById(`${id}-field`)
    field?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  })
}
