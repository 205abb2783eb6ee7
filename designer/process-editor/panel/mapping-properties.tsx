import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '#runtime/client'
import { CommittedText } from '../../controls/committed-text.tsx'
import { processWords } from '../process-words.ts'
import { type ElementEdit, type Mapping, mappingsOf } from './element-edit.ts'
import styles from './panel.module.css'

/** Which values go into an element's work and which come out of it. */
export function MappingProperties({ edit }: { readonly edit: ElementEdit }) {
  const words = useWords(processWords)
  const mappings = mappingsOf(edit)
  return (
    <>
      <h3>{words.mappings}</h3>
      <MappingRows
        label={words.inputs}
        rows={mappings.inputs}
        onChange={(inputs) => edit.setMappings({ ...mappings, inputs })}
      />
      <MappingRows
        label={words.outputs}
        rows={mappings.outputs}
        onChange={(outputs) => edit.setMappings({ ...mappings, outputs })}
      />
    </>
  )
}

interface MappingRowsProps {
  readonly label: string
  readonly rows: readonly Mapping[]
  readonly onChange: (rows: readonly Mapping[]) => void
}

function MappingRows({ label, rows, onChange }: MappingRowsProps) {
  const words = useWords(processWords)
  const change = (at: number, part: Partial<Mapping>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const control = (name: string, index: number) => ({
    id: `${label}-${name}-${index}`,
    'aria-label': `${label} ${index + 1} ${name}`,
    'aria-describedby': undefined,
    'aria-invalid': undefined,
  })
  return (
    <fieldset style={{ border: 0 }}>
      <legend className={styles.help}>{label}</legend>
      {rows.map((row, index) => (
        <div key={index} className={styles.mapping}>
          <CommittedText
            {...control(words.mappingSource, index)}
            mono
            rows={1}
            value={row.source}
            onCommit={(source) => change(index, { source: source.trim() })}
          />
          <CommittedText
            {...control(words.mappingTarget, index)}
            value={row.target}
            onCommit={(target) => change(index, { target: target.trim() })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${words.removeMapping} ${index + 1}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, { source: '=', target: '' }])}>
        {words.addMapping}
      </Button>
    </fieldset>
  )
}
