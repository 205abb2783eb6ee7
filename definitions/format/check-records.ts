import type { Finding } from '#findings'
import { expandForm, type FormDefinition, placedNodes } from '#forms'
import type { Definitions } from './bundle.ts'
import { definitionPath } from './definition-path.ts'
import { definitionsOf } from './definition-tables.ts'
import { inFile, problem } from './finding.ts'
import type { RecordType } from './record-type.ts'
import { caseFields, type View } from './view.ts'

/** What record types refer to and is not there: their form, its properties, other record types. */
export function recordFindings(definitions: Definitions): Finding[] {
  const records = definitionsOf(definitions, 'record')
  return Object.values(records).flatMap((record) =>
    inFile(definitionPath('record', record.id), findingsOfRecord(record, records, definitions)),
  )
}

function findingsOfRecord(
  { form, keys = [], relations = [] }: RecordType,
  records: Readonly<Record<string, RecordType>>,
  { forms }: Definitions,
): Finding[] {
  const found = Object.hasOwn(forms, form) ? forms[form] : undefined
  const properties = found ? propertiesOf(found, forms) : []
  return [
    ...(found ? [] : [unknown('form-unknown', form, ['表单', 'form'], Object.keys(forms))]),
    ...(found ? keys : [])
      .filter((key) => !properties.includes(key))
      .map((key) => unknown('property-unknown', key, ['字段', 'property'], properties)),
    ...relations
      .filter(({ to }) => !Object.hasOwn(records, to))
      .map(({ id, to }) => unknown('record-unknown', to, ['档案类型', 'record type'], Object.keys(records), id)),
  ]
}

/** What lists refer to and is not there: record types, processes, fields, columns, roles. */
export function viewFindings(definitions: Definitions): Finding[] {
  return Object.values(definitionsOf(definitions, 'view')).flatMap((view) =>
    inFile(definitionPath('view', view.id), findingsOfView(view, definitions)),
  )
}

function findingsOfView(view: View, definitions: Definitions): Finding[] {
  const records = definitionsOf(definitions, 'record')
  const { of, record, process, columns, filters = [], sort = [], roles = [] } = view
  const known = record !== undefined && Object.hasOwn(records, record) ? records[record] : undefined
  const fields = of === 'records' ? known && fieldsOfRecord(known, definitions) : undefined
  return [
    ...(of === 'records' && !known
      ? [unknown('record-unknown', record ?? '—', ['档案类型', 'record type'], Object.keys(records))]
      : []),
    ...(process !== undefined && !Object.hasOwn(definitions.processes, process)
      ? [unknown('process-unknown', process, ['流程', 'process'], Object.keys(definitions.processes))]
      : []),
    ...[...columns, ...filters]
      .filter(({ field }) => fields && !fields.includes(field))
      .map(({ id, field }) => unknown('property-unknown', field, ['字段', 'field'], fields ?? [], id)),
    ...sort
      .filter(({ column }) => !columns.some(({ id }) => id === column))
      .map(({ column }) =>
        unknown(
          'column-unknown',
          column,
          ['列', 'column'],
          columns.map(({ id }) => id),
        ),
      ),
    ...roles
      .filter((role) => !Object.hasOwn(definitions.roles, role))
      .map((role) => unknown('role-unknown', role, ['角色', 'role'], Object.keys(definitions.roles))),
  ]
}

function fieldsOfRecord({ form }: RecordType, { forms }: Definitions): readonly string[] | undefined {
  const found = Object.hasOwn(forms, form) ? forms[form] : undefined
  return found && [...propertiesOf(found, forms), ...caseFields]
}

function propertiesOf(form: FormDefinition, forms: Definitions['forms']): string[] {
  return placedNodes(expandForm(form, forms).form).flatMap(({ node, group }) =>
    'property' in node && !group ? [node.property] : [],
  )
}

function unknown(
  code: string,
  id: string,
  [zh, en]: readonly [string, string],
  there: readonly string[],
  node = id,
): Finding {
  const known = there.slice(0, 12).join(', ') || '—'
  return problem(
    code,
    { node },
    [`使用的${zh}“${id}”不存在`, `The ${en} "${id}" that it uses does not exist`],
    [`请改用已有的${zh}（${known}），或先添加它`, `Use a ${en} that exists (${known}), or add it first`],
  )
}
