// The package's own index would bring RJSF's test registry, and with it a second validator.
import Form from '@rjsf/core/lib/components/Form.js'
import { memo, type ReactNode, useMemo } from 'react'
import type { CompiledForm } from '../data/compile-form.ts'
import { AnswerField } from './answer-field.tsx'
import { useOpenForm } from './form-context.ts'
import { GroupField } from './group-field.tsx'
import { LayoutTemplate } from './layout-template.tsx'
import { noValidator, rjsfForm } from './rjsf-schema.ts'

/** RJSF's part. Its properties never change while the form is open: fields listen to the store. */
export const FormBody = memo(function FormBody({ compiled }: { readonly compiled: CompiledForm }) {
  const { schema, uiSchema } = useMemo(() => rjsfForm(compiled), [compiled])
  const { prefix } = useOpenForm()
  return (
    <Form
      tagName="div"
      className="gz-body"
      idPrefix={prefix}
      schema={schema}
      uiSchema={uiSchema}
      validator={noValidator}
      fields={fields}
      templates={templates}
      noHtml5Validate
      showErrorList={false}
      experimental_componentUpdateStrategy="shallow"
      experimental_defaultFormStateBehavior={nothingByDefault}
    />
  )
})

/** Answers come from the store; RJSF need not look for defaults in every property. */
const nothingByDefault = { emptyObjectFields: 'skipDefaults' } as const
const fields = { Answer: AnswerField, Group: GroupField }
const templates = {
  ObjectFieldTemplate: LayoutTemplate,
  FieldTemplate: ({ children }: { readonly children: ReactNode }) => <>{children}</>,
}
