import type { Answers, FileReference } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import type { CompiledField, CompiledForm } from './compiled-form.ts'
import { isFileReference } from './file-answers.ts'
import { own } from './rule-run.ts'

/** Every file the answers refer to, with the field that asked for it. */
export function filesIn(
  compiled: CompiledForm,
  answers: Answers,
): readonly { readonly fieldId: string; readonly path: string; readonly file: FileReference }[] {
  return [...compiled.byProperty.values()].flatMap((node) => {
    const path = `/${node.property}`
    const value = own(answers, node.property)
    if (node.kind === 'field') return filesOf(node, value, path)
    return Array.isArray(value)
      ? value.flatMap((item, index) =>
          isObject(item)
            ? node.fields.flatMap((field) =>
                filesOf(field, own(item, field.property), `${path}/${index}/${field.property}`),
              )
            : [],
        )
      : []
  })
}

function filesOf({ id, widget }: CompiledField, value: unknown, path: string) {
  if (widget === 'signature')
    return isObject(value) && isFileReference(value.file)
      ? [{ fieldId: id, path: `${path}/file`, file: value.file }]
      : []
  if ((widget !== 'file' && widget !== 'photo') || !Array.isArray(value)) return []
  return value.flatMap((file: unknown, index) =>
    isFileReference(file) ? [{ fieldId: id, path: `${path}/${index}`, file }] : [],
  )
}
