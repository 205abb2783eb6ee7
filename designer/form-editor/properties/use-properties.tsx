import { App, Button, Select } from 'antd'
import { detachUse, type FormDefinition, FormEditError, type FormLibrary, placedNodes, type UseNode } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useLocalize, useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { TextProperty } from '../../controls/text-property.tsx'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { changeUse } from '../form-edits.ts'

export interface UsePropertiesProps {
  readonly form: FormDefinition
  readonly use: UseNode
  readonly definitions: readonly DefinitionSummary[]
  readonly library: FormLibrary
  readonly onEdit: (form: FormDefinition) => void
}

/** Which form is used, under what names its answers come in, and a way to make it this form's own. */
export function UseProperties({ form, use, definitions, library, onEdit }: UsePropertiesProps) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const { message } = App.useApp()
  const forms = definitions.filter(({ kind, id }) => kind === 'form' && id !== form.id)
  const used = Object.hasOwn(library, use.form) ? library[use.form] : undefined
  function detach() {
    try {
      onEdit(detachUse(form, use.id, library).form)
      message.success(words.detached)
    } catch (error) {
      if (!(error instanceof FormEditError)) throw error
      message.error(words.detachRefused)
    }
  }
  return (
    <>
      <PropertyField label={words.usedForm}>
        {(control) => (
          <Select
            {...control}
            showSearch={{ optionFilterProp: 'label' }}
            {...(forms.some(({ id }) => id === use.form) && { value: use.form })}
            placeholder={words.chooseForm}
            options={forms.map(({ id, title }) => ({ value: id, label: say(title) }))}
            onChange={(id) => onEdit(changeUse(form, use.id, { form: id }))}
          />
        )}
      </PropertyField>
      <TextProperty
        label={words.prefix}
        help={words.prefixHelp}
        value={use.prefix ?? ''}
        onCommit={(prefix) => {
          if (prefix.trim() === '' || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(prefix.trim()))
            onEdit(changeUse(form, use.id, { prefix: prefix.trim() || undefined }))
        }}
      />
      {used && (
        <>
          <p className={styles.hint}>
            {words.comesFrom(say(used.title))}
            {placedNodes(used)
              .flatMap(({ node, group }) => (!group && 'property' in node ? [say(node.title)] : []))
              .join('、')}
          </p>
          <Button onClick={detach}>{words.detach}</Button>
        </>
      )}
    </>
  )
}
