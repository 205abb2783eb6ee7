import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { App, Button, Checkbox, Select } from 'antd'
import { useMemo } from 'react'
import { type FormDefinition, placedNodes, sensitivities } from '#forms'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { type FormNeed, formNeeds, withSensitivities } from './form-needs.ts'
import needed from './form-properties.module.css'
import { formPropertiesWords } from './form-properties-words.ts'
import { LocalizedProperty } from './localized-property.tsx'

export interface FormPropertiesProps {
  readonly form: FormDefinition
  readonly onEdit: (form: FormDefinition) => void
  readonly onSelect: (id: string) => void
}

/** What is said of the form as a whole, and what it still needs before it can be published. */
export function FormProperties({ form, onEdit, onSelect }: FormPropertiesProps) {
  const words = useWords(formPropertiesWords)
  const said = useWords(formEditorWords)
  const { message } = App.useApp()
  const needs = useMemo(() => formNeeds(form), [form])
  const set = (members: Partial<FormDefinition>) => onEdit(withMembers(form, members))
  const suggest = (count: number) => {
    onEdit(withSensitivities(form))
    message.info(words.suggested(count))
  }
  return (
    <>
      <h2>{said.form}</h2>
      <p className={styles.id}>
        {said.nodeId}
        {form.id}
      </p>
      <LocalizedProperty
        labels={[said.title, said.titleEn]}
        needed
        value={form.title}
        onChange={(title) => title && set({ title })}
      />
      <h3>{words.reasons}</h3>
      <p className={styles.hint}>{words.reasonsHelp}</p>
      <LocalizedProperty
        labels={[said.purpose, said.purposeEn]}
        rows={2}
        value={form.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <LocalizedProperty
        labels={[said.legalBasis, said.legalBasisEn]}
        rows={2}
        value={form.legalBasis}
        onChange={(legalBasis) => set({ legalBasis })}
      />
      <h3>{words.checklist}</h3>
      <ul className={needed.needs}>
        {needs.map((need) => (
          <Need key={need.what} need={need} onSelect={onSelect} onSuggest={suggest} />
        ))}
      </ul>
      <h3>{words.answers}</h3>
      <Collected form={form} />
      <h3>{words.layout}</h3>
      <PropertyField label={words.display}>
        {(control) => (
          <Select
            {...control}
            value={form.display ?? 'page'}
            options={[
              { value: 'page', label: words.page },
              { value: 'steps', label: words.steps },
            ]}
            onChange={(display) => set({ display: display === 'page' ? undefined : display })}
          />
        )}
      </PropertyField>
      <PropertyField label={words.columns}>
        {(control) => (
          <Select
            {...control}
            value={form.columns ?? 2}
            options={[1, 2, 3, 4].map((value) => ({ value, label: words.columnsOf(value) }))}
            onChange={(columns) => set({ columns: columns === 2 ? undefined : columns })}
          />
        )}
      </PropertyField>
      <Checkbox
        checked={form.part ?? false}
        onChange={(event) => set({ part: event.target.checked ? true : undefined })}
      >
        {words.part}
      </Checkbox>
    </>
  )
}

function Need({
  need: { what, isMet, fields },
  onSelect,
  onSuggest,
}: {
  readonly need: FormNeed
  readonly onSelect: (id: string) => void
  readonly onSuggest: (count: number) => void
}) {
  const words = useWords(formPropertiesWords)
  const [first] = fields
  return (
    <li>
      <span className={isMet ? needed.met : needed.unmet} role="img" aria-label={isMet ? words.done : words.missing}>
        {isMet ? <CheckCircleFilled /> : <ExclamationCircleFilled />}
      </span>
      <span>
        {words[what]}
        {first !== undefined && (
          <span className={needed.lack}>
            {words.without(fields.length)}
            <Button type="link" size="small" onClick={() => onSelect(first)}>
              {words.showFirst}
            </Button>
            {what === 'sensitivity' && (
              <Button type="link" size="small" onClick={() => onSuggest(fields.length)}>
                {words.suggest}
              </Button>
            )}
          </span>
        )}
      </span>
    </li>
  )
}

/** How many answers of each sensitivity a form asks for. */
function Collected({ form }: { readonly form: FormDefinition }) {
  const words = useWords(formPropertiesWords)
  const fields = placedNodes(form).flatMap(({ node }) => (node.kind === 'field' ? [node] : []))
  const rows = [...sensitivities.toReversed(), undefined].map((level) => ({
    level: level ?? ('unset' as const),
    count: fields.filter(({ sensitivity }) => sensitivity === level).length,
  }))
  return (
    <dl className={needed.collected}>
      {rows
        .filter(({ level, count }) => count > 0 || level !== 'unset')
        .map(({ level, count }) => (
          <div key={level}>
            <dt>{words[level]}</dt>
            <dd>{count}</dd>
          </div>
        ))}
    </dl>
  )
}

/** `undefined` takes a member away; the others keep their order. */
function withMembers(form: FormDefinition, members: Partial<FormDefinition>): FormDefinition {
  const entries = Object.entries({ ...form, ...members }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as FormDefinition
}
