import { dictionary } from '#runtime/client'

export const newFormWords = dictionary(
  {
    newForm: '新建表单',
    create: '建立',
    cancel: '取消',
    title: '标题',
    id: '编号',
    idHelp: '流程用它引用表单，建立后不能改。小写字母、数字和连字符。',
    idWrong: '以小写字母开头，只用小写字母、数字和连字符',
    idTaken: '此编号已被使用',
    purpose: '收集目的',
    purposeHelp: '为什么需要这些信息；发布前必须填写，也可以以后再填。',
    legalBasis: '法律依据',
    inSteps: '分步填写（每个分区一步）',
  },
  {
    newForm: 'New form',
    create: 'Create',
    cancel: 'Cancel',
    title: 'Title',
    id: 'Id',
    idHelp: 'Processes refer to the form by it, and it stays. Small letters, digits and hyphens.',
    idWrong: 'A small letter first, then small letters, digits and hyphens',
    idTaken: 'This id is in use',
    purpose: 'Purpose',
    purposeHelp: 'Why these facts are needed; it must be there before publishing, and may be written later.',
    legalBasis: 'Legal basis',
    inSteps: 'Filled in steps (each section is one)',
  },
)
