import { describe, expect, it } from 'vitest'
import {
  keyCaps,
  type PressedKey,
  type Shortcut,
  shortcutGroups,
  shortcutOf,
  shortcuts,
} from '../../designer/form-editor/shortcuts.ts'

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe('the shortcuts of the form editor', () => {
  it('are found by the keys that are listed', () => {
    expect(shortcutOf(press('z', { ctrlKey: true }))).toBe('undo')
    expect(shortcutOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('redo')
    expect(shortcutOf(press('y', { ctrlKey: true }))).toBe('redo')
    expect(shortcutOf(press('ArrowUp', { altKey: true }))).toBe('moveUp')
    expect(shortcutOf(press('ArrowUp', { shiftKey: true }))).toBe('selectUp')
    expect(shortcutOf(press('?', { shiftKey: true }))).toBe('help')
    expect(shortcutOf(press('?'))).toBe('help')
  })

  it('leave other keys, and those of the clipboard, to the browser', () => {
    expect(shortcutOf(press('z'))).toBeUndefined()
    expect(shortcutOf(press('c', { ctrlKey: true }))).toBeUndefined()
    expect(shortcutOf(press('z', { ctrlKey: true, altKey: true }))).toBeUndefined()
  })

  it('give no combination to two commands, and say each in both languages', () => {
    const all: readonly Shortcut[] = Object.values(shortcuts)
    const combinations = all.flatMap(({ keys }) => keys)

    expect(new Set(combinations).size).toBe(combinations.length)
    expect(all.every(({ title, group }) => title['zh-CN'] && title.en && shortcutGroups[group].en)).toBe(true)
  })

  it('are drawn as the keyboard shows them', () => {
    expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('Alt+ArrowUp', true)).toEqual(['⌥', '↑'])
  })
})
