import type { LocalizedText } from '#findings'
import type { Clash } from './clash.ts'
import { nameOfProperty } from './node-name.ts'
import type { Json } from './tree.ts'

/**
 * - `both-changed`: a value was changed below and here.
 * - `both-moved`: a node was moved below and here.
 * - `removed-below`: what is changed here is gone below.
 * - `changed-below`: what is removed here was changed below.
 * - `id-taken`: a node was added here, and one of the same id below.
 * - `locked`: it was locked.
 */
export type NodeConflictKind = 'both-changed' | 'both-moved' | 'removed-below' | 'changed-below' | 'id-taken' | 'locked'

/**
 * - `definition-removed`: what is changed here is a definition that is gone below.
 * - `definition-taken`: a definition was added here, and one of the same id below.
 */
export type DefinitionConflictKind = 'definition-removed' | 'definition-taken'

export type ConflictKind = NodeConflictKind | DefinitionConflictKind

/** `below`: as it lies below now; `here`: as this layer has it. */
export type Choice = 'below' | 'here'

/** 冲突: one thing that a merge cannot decide. Until a person chooses, what lies below holds. */
export interface Conflict {
  /** Names the conflict for as long as it is the same one: a choice is kept under it. */
  readonly id: string
  readonly kind: ConflictKind
  readonly node: string
  readonly property?: string
  /** What a person calls the node. */
  readonly title: LocalizedText
  /** Before the upgrade; left out where there was nothing. */
  readonly was?: Json
  readonly below?: Json
  readonly here?: Json
  readonly message: LocalizedText
  readonly choices: readonly { readonly choice: Choice; readonly title: LocalizedText }[]
}

/**
 * `title` is what a person calls the node. Where going this layer's way would put a node into itself, only the other way
 * is offered.
 */
export function conflictOf(clash: Clash, title: LocalizedText, { circular = false } = {}): Conflict {
  const { kind, node, property } = clash
  const { message, below, here } = words[kind]
  const named = property === undefined ? undefined : nameOfProperty(property)
  const [zh] = message(title['zh-CN'], named?.['zh-CN'])
  const [, en] = message(title.en ?? title['zh-CN'], named?.en)
  return {
    id: [kind, node, ...(property === undefined ? [] : [property])].join(':'),
    ...clash,
    title,
    message: { 'zh-CN': zh, en },
    choices: [
      { choice: 'below', title: { 'zh-CN': below[0], en: below[1] } },
      ...(here && !circular ? [{ choice: 'here' as const, title: { 'zh-CN': here[0], en: here[1] } }] : []),
    ],
  }
}

type Pair = readonly [zh: string, en: string]

const words: Record<
  NodeConflictKind,
  { message: (node: string, property: string | undefined) => Pair; below: Pair; here?: Pair }
> = {
  'both-changed': {
    message: (node, property) => [
      `“${node}”的“${property}”在上级和本级都有修改，内容不同`,
      `"${property}" of "${node}" was changed both below and here, to different values`,
    ],
    below: ['采用上级的值', 'Take the value from below'],
    here: ['保留本级的值', 'Keep the value from here'],
  },
  'both-moved': {
    message: (node) => [
      `“${node}”在上级和本级被移到了不同的位置`,
      `"${node}" was moved to different places below and here`,
    ],
    below: ['采用上级的位置', 'Take the place from below'],
    here: ['保留本级的位置', 'Keep the place from here'],
  },
  'removed-below': {
    message: (node) => [
      `本级修改了“${node}”，而上级已删除相关内容`,
      `"${node}" is changed here, but what it belongs to was removed below`,
    ],
    below: ['随上级删除', 'Let it go as below'],
    here: ['在本级保留', 'Keep it here'],
  },
  'changed-below': {
    message: (node) => [
      `本级删除了“${node}”，而上级对它或其中的内容有新的修改`,
      `"${node}" is removed here, but it or something in it was changed below`,
    ],
    below: ['恢复并采用上级的内容', 'Bring it back as it is below'],
    here: ['仍然删除', 'Remove it all the same'],
  },
  'id-taken': {
    message: (node) => [
      `本级新增的“${node}”与上级新增的内容编号相同`,
      `"${node}", added here, has the id of something that was added below`,
    ],
    below: ['采用上级的内容', 'Take what was added below'],
    here: ['用本级的内容替换', 'Put what was added here in its place'],
  },
  locked: {
    message: (node) => [
      `“${node}”已被上级锁定，本级的修改不再生效`,
      `"${node}" was locked from above, so the change made here no longer holds`,
    ],
    below: ['放弃本级的修改', 'Give the change up'],
  },
}
