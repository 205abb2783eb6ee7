import { Select } from 'antd'
import type { FieldChange, FieldNode, GroupNode, Sensitivity } from '#forms'
import { useWords } from '#runtime/client'
import { PropertyField } from '../../controls/property-field.tsx'
import { formEditorWords } from '../form-editor-words.ts'
import { LocalizedProperty } from './localized-property.tsx'

const sensitivities: readonly Sensitivity[] = ['none', 'personal', 'sensitive']

export interface PrivacyPropertiesProps {
  readonly node: FieldNode | GroupNode
  readonly onChange: (changes: FieldChange['node']) => void
}

/** Whether an answer tells of a person, why it is asked for, and by what law. */
export function PrivacyProperties({ node, onChange }: PrivacyPropertiesProps) {
  const words = useWords(formEditorWords)
  return (
    <>
      <h3>{words.privacy}</h3>
      {node.kind === 'field' && (
        <PropertyField label={words.sensitivity}>
          {(control) => (
            <Select
              {...control}
              value={node.sensitivity ?? 'none'}
              options={sensitivities.map((value) => ({ value, label: words[value] }))}
              onChange={(sensitivity) => onChange({ sensitivity })}
            />
          )}
        </PropertyField>
      )}
      <LocalizedProperty
        labels={[words.purpose, words.purposeEn]}
        help={words.purposeHelp}
        rows={1}
        value={node.purpose}
        onChange={(purpose) => onChange({ purpose })}
      />
      <LocalizedProperty
        labels={[words.legalBasis, words.legalBasisEn]}
        help={words.legalBasisHelp}
        rows={1}
        value={node.legalBasis}
        onChange={(legalBasis) => onChange({ legalBasis })}
      />
    </>
  )
}
