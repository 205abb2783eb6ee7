import type { RJSFSchema, UiSchema, ValidatorType } from '@rjsf/utils'
import type { CompiledField, CompiledForm, CompiledGroup } from '../data/compile-form.ts'
import { ItemTemplate } from './layout-template.tsx'

/** A form as RJSF lays it out: which component stands for which property. What a schema demands is judged elsewhere. */
export function rjsfForm(compiled: CompiledForm): { readonly schema: RJSFSchema; readonly uiSchema: UiSchema } {
  const nodes = [...compiled.byProperty.values()]
  return {
    schema: objectOf(nodes),
    uiSchema: {
      'ui:submitButtonOptions': { norender: true },
      'ui:label': false,
      ...Object.fromEntries(nodes.map((node) => [node.property, uiOf(node)])),
    },
  }
}

/** The object one item of a repeated group is. */
export function rjsfItem(group: CompiledGroup): { readonly schema: RJSFSchema; readonly uiSchema: UiSchema } {
  return {
    schema: objectOf(group.fields),
    uiSchema: {
      'ui:ObjectFieldTemplate': ItemTemplate,
      ...Object.fromEntries(group.fields.map((field) => [field.property, uiOf(field)])),
    },
  }
}

function objectOf(nodes: readonly (CompiledField | CompiledGroup)[]): RJSFSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      nodes.map((node) => [node.property, { type: 'string', title: node.node.title['zh-CN'] }]),
    ),
  }
}

function uiOf(node: CompiledField | CompiledGroup): UiSchema {
  return { 'ui:field': node.kind === 'field' ? 'Answer' : 'Group', 'ui:options': { nodeId: node.id } }
}

/** RJSF asks for a validator; problems come from `validateAnswers`, so this one finds none. */
export const noValidator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({}),
  reset: () => undefined,
}
