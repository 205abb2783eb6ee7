import { dictionary } from '#runtime/client'

export const helpWords = dictionary(
  { title: '快捷键', open: '快捷键（?）', or: '或', note: '在文字框里输入时，按键只作用于文字。', close: '关闭' },
  {
    title: 'Keyboard shortcuts',
    open: 'Shortcuts (?)',
    or: 'or',
    note: 'While you type in a field, keys act on its text.',
    close: 'Close',
  },
)
