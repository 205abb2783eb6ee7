import { dictionary } from '#runtime/client'

export const viewerWords = dictionary(
  {
    readOnly: '只读',
    readOnlyHint: '此类定义目前只能查看；如需修改，请由实施人员更新定义包。',
    description: '说明：',
    form: '所用表单：',
    keys: '唯一标识：',
    purpose: '目的：',
    legalBasis: '依据：',
    columns: '列：',
  },
  {
    readOnly: 'Read-only',
    readOnlyHint: 'This kind of definition can only be looked at here; an implementer changes it in the bundle.',
    description: 'Description: ',
    form: 'Form: ',
    keys: 'Told apart by: ',
    purpose: 'Purpose: ',
    legalBasis: 'Legal basis: ',
    columns: 'Columns: ',
  },
)
