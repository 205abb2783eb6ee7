import { dictionary } from '#runtime/client'

export const jsonWords = dictionary(
  {
    label: '表单的 JSON',
    note: '可直接修改；编辑器不认识的内容会原样保留。按 Ctrl+Enter 应用。',
    apply: '应用修改',
    applied: '已应用，可用“撤销”恢复',
    revert: '放弃修改',
    copy: '复制',
    copied: '已复制',
    changedElsewhere: '您修改 JSON 期间，表单已在别处有改动；应用后以这里的内容为准。',
    problems: '不能应用',
    go: (line: number) => `第 ${line} 行`,
    unsaved: '有修改尚未应用',
  },
  {
    label: 'The form as JSON',
    note: 'Can be edited here; what the editor does not know is kept as it is. Ctrl+Enter applies.',
    apply: 'Apply',
    applied: 'Applied; undo takes it back',
    revert: 'Drop the changes',
    copy: 'Copy',
    copied: 'Copied',
    changedElsewhere: 'The form was changed elsewhere meanwhile. What stands here holds once it is applied.',
    problems: 'It cannot be applied',
    go: (line: number) => `Line ${line}`,
    unsaved: 'Not applied yet',
  },
)
