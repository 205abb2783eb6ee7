import type { LocalizedText } from '#findings'
import type { Conflict, DefinitionConflictKind } from './patch/conflict.ts'

/** The conflict about a definition as a whole; `title` is what a person calls it. Its id is its kind. */
export function wholeConflict(kind: DefinitionConflictKind, title: LocalizedText): Conflict {
  const { message, here, under } = words[kind]
  return {
    id: kind,
    kind,
    node: '/',
    title,
    message: { 'zh-CN': message[0](title['zh-CN']), en: message[1](title.en ?? title['zh-CN']) },
    choices: [
      { choice: 'below', title: { 'zh-CN': under[0], en: under[1] } },
      { choice: 'here', title: { 'zh-CN': here[0], en: here[1] } },
    ],
  }
}

type Said = (title: string) => string

const words: Record<
  DefinitionConflictKind,
  { message: readonly [zh: Said, en: Said]; under: readonly [string, string]; here: readonly [string, string] }
> = {
  'definition-removed': {
    message: [
      (title) => `本级修改了“${title}”，而上级已不再提供这个定义`,
      (title) => `"${title}" is changed here, but it is no longer there below`,
    ],
    under: ['随上级取消', 'Let it go as below'],
    here: ['在本级保留一份', 'Keep a copy of it here'],
  },
  'definition-taken': {
    message: [
      (title) => `本级与上级各自新增了编号相同的“${title}”`,
      (title) => `"${title}" was added here, and one of the same id below`,
    ],
    under: ['采用上级的定义', 'Take the one from below'],
    here: ['保留本级的定义', 'Keep the one from here'],
  },
}
