import type { LocalizedText } from '#findings'

const words = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en })

/** Where a command belongs in the list of them. */
export const shortcutGroups = {
  form: words('整张表单', 'The form'),
  node: words('所选项', 'What is selected'),
  walk: words('选择与移动光标', 'Selecting and walking'),
} as const

export type ShortcutGroup = keyof typeof shortcutGroups

export interface Shortcut {
  readonly group: ShortcutGroup
  readonly title: LocalizedText
  /** Combinations that do it, e.g. `Mod+Shift+Z`; `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys: readonly string[]
  /** The browser itself tells of it, by an event of the clipboard: listed here, never matched. */
  readonly isClipboard?: true
}

/** Every command of the form editor that has a key: the handlers match by this table, and the help lists it. */
export const shortcuts = {
  undo: { group: 'form', title: words('撤销', 'Undo'), keys: ['Mod+Z'] },
  redo: { group: 'form', title: words('恢复', 'Redo'), keys: ['Mod+Y', 'Mod+Shift+Z'] },
  save: { group: 'form', title: words('立即保存草稿', 'Save the draft now'), keys: ['Mod+S'] },
  insert: { group: 'form', title: words('添加字段或分区', 'Add a field or section'), keys: ['/'] },
  help: { group: 'form', title: words('显示快捷键', 'Show the shortcuts'), keys: ['?'] },
  editTitle: { group: 'node', title: words('修改标题', 'Edit the title'), keys: ['Enter', 'F2'] },
  moveUp: { group: 'node', title: words('上移', 'Move up'), keys: ['Alt+ArrowUp'] },
  moveDown: { group: 'node', title: words('下移', 'Move down'), keys: ['Alt+ArrowDown'] },
  moveLeft: { group: 'node', title: words('移到左边一列', 'Move to the column on the left'), keys: ['Alt+ArrowLeft'] },
  moveRight: {
    group: 'node',
    title: words('移到右边一列', 'Move to the column on the right'),
    keys: ['Alt+ArrowRight'],
  },
  wrap: { group: 'node', title: words('放进新分区', 'Put into a new section'), keys: ['Mod+G'] },
  duplicate: { group: 'node', title: words('再制一份', 'Duplicate'), keys: ['Mod+D'] },
  remove: { group: 'node', title: words('删除', 'Remove'), keys: ['Delete', 'Backspace'] },
  copy: { group: 'node', title: words('复制', 'Copy'), keys: ['Mod+C'], isClipboard: true },
  cut: { group: 'node', title: words('剪切', 'Cut'), keys: ['Mod+X'], isClipboard: true },
  paste: { group: 'node', title: words('粘贴', 'Paste'), keys: ['Mod+V'], isClipboard: true },
  previous: { group: 'walk', title: words('上一项', 'The one before'), keys: ['ArrowUp'] },
  next: { group: 'walk', title: words('下一项', 'The next one'), keys: ['ArrowDown'] },
  first: { group: 'walk', title: words('第一项', 'The first one'), keys: ['Home'] },
  last: { group: 'walk', title: words('最后一项', 'The last one'), keys: ['End'] },
  toggle: { group: 'walk', title: words('加选或取消这一项', 'Select it as well, or not'), keys: ['Space'] },
  selectUp: { group: 'walk', title: words('向上多选', 'Select upwards'), keys: ['Shift+ArrowUp'] },
  selectDown: { group: 'walk', title: words('向下多选', 'Select downwards'), keys: ['Shift+ArrowDown'] },
  selectAll: { group: 'walk', title: words('全选', 'Select all'), keys: ['Mod+A'] },
  leave: { group: 'walk', title: words('取消选择', 'Select nothing'), keys: ['Escape'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

/** A key as the browser tells of it. */
export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The command a key stands for; nothing where it stands for none. The caller sees to typing in fields and composing. */
export function shortcutOf(pressed: PressedKey): ShortcutId | undefined {
  const all = Object.entries(shortcuts) as readonly (readonly [ShortcutId, Shortcut])[]
  return all.find(([, { keys, isClipboard }]) => !isClipboard && keys.some((keys) => isPressed(keys, pressed)))?.[0]
}

function isPressed(combination: string, { key, ctrlKey, metaKey, shiftKey, altKey }: PressedKey): boolean {
  const parts = combination.split('+')
  const wanted = parts.at(-1) === 'Space' ? ' ' : parts.at(-1)!
  const isSign = wanted.length === 1 && wanted.toLowerCase() === wanted.toUpperCase()
  return (
    key.toLowerCase() === wanted.toLowerCase() &&
    parts.includes('Mod') === (ctrlKey || metaKey) &&
    parts.includes('Alt') === altKey &&
    // A sign such as ? needs Shift on some keyboards and not on others.
    (isSign || parts.includes('Shift') === shiftKey)
  )
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** A combination as the keyboard shows it: `Ctrl`, `Shift`, `Z`. */
export function keyCaps(combination: string, isMac: boolean): readonly string[] {
  const modifiers: Readonly<Record<string, string>> = isMac
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }
  return combination.split('+').map((part) => modifiers[part] ?? signs[part] ?? part)
}
