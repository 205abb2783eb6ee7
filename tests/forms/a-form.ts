import type { FieldNode, FormDefinition, GroupNode, LayoutNode, PropertySchema, Rule } from '#forms'

const zh = (text: string) => ({ 'zh-CN': text, en: text })

export interface Asked {
  readonly schema: PropertySchema
  readonly field?: Partial<FieldNode>
  readonly required?: true
}

/** A form that asks, in one section, for what `asked` names; `rules` are written `[target, kind, expression]`. */
export function aForm(
  asked: Readonly<Record<string, Asked>>,
  rules: readonly (readonly [target: string, kind: Rule['kind'], expression: string])[] = [],
): FormDefinition {
  return {
    id: 'a-form',
    title: zh('表单'),
    purpose: zh('办理'),
    legalBasis: zh('有关规定'),
    schema: {
      type: 'object',
      properties: mapped(asked, ({ schema }) => schema),
      required: Object.keys(asked).filter((name) => asked[name]?.required),
      additionalProperties: false,
    },
    layout: [{ kind: 'section', id: 'all', title: zh('全部'), children: nodes(asked) }],
    rules: rules.map(([target, kind, expression], index) => ({
      id: `rule-${index}`,
      target,
      kind,
      expression,
      ...(kind === 'check' && { message: zh(`不符合：${expression}`) }),
    })),
  }
}

/** A repeated group of what `asked` names, as one of a form's questions. */
export function aGroup(asked: Readonly<Record<string, Asked>>): Asked {
  return {
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: mapped(asked, ({ schema }) => schema),
        required: Object.keys(asked).filter((name) => asked[name]?.required),
        additionalProperties: false,
      },
    },
    field: { children: fields(asked) } as unknown as Partial<FieldNode>,
  }
}

export const text: Asked = { schema: { type: 'string' } }
export const number: Asked = { schema: { type: 'number' } }
export const yesNo: Asked = { schema: { type: 'boolean' } }
export const photos: Asked = {
  schema: { type: 'array', items: { type: 'object' }, maxItems: 9 },
  field: { widget: 'photo' },
}

export function choice(...values: readonly string[]): Asked {
  const options = values.map((value) => ({ id: `option-${value}`, value, title: zh(value) }))
  return { schema: { type: 'string' }, field: { widget: 'choice', options } }
}

export function formatted(format: string): Asked {
  return { schema: { type: 'string', format } }
}

function nodes(asked: Readonly<Record<string, Asked>>): readonly LayoutNode[] {
  return fields(asked).map((field) =>
    'children' in field ? ({ ...field, kind: 'group' } as unknown as GroupNode) : field,
  )
}

function fields(asked: Readonly<Record<string, Asked>>): readonly FieldNode[] {
  return Object.entries(asked).map(([property, { field }]) => ({
    kind: 'field',
    id: property,
    property,
    title: zh(property),
    sensitivity: 'none',
    ...field,
  }))
}

function mapped<T, U>(entries: Readonly<Record<string, T>>, change: (entry: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry)]))
}
