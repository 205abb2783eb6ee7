import type { LocalizedText } from '#findings'
import type { LayoutNode } from '../form-definition.ts'

/**
 * What a change means for what was filled in but not sent: drafts, and tasks that move to the new form. What was sent
 * stays as it is, with the form it was filled by.
 *
 * - `none`: it goes on as it is.
 * - `asks`: there may be more to answer.
 * - `may-refuse`: an answer that was in order may have to be mended.
 * - `replaces`: an answer may give way to a computed or locked one.
 * - `loses`: an answer is not taken over.
 */
export type ChangeEffect = 'none' | 'asks' | 'may-refuse' | 'replaces' | 'loses'

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'renamed'
  | 'moved'
  | 'narrowed'
  | 'widened'
  | 'retyped'
  | 'privacy'
  | 'rule'
  | 'changed'

/** One difference between two versions of a form. */
export interface FormChange {
  readonly kind: ChangeKind
  /** The node it is about; left out for the form itself. */
  readonly node?: string
  /** For an administrator: “面积”的最大值由 200 改为 100. */
  readonly message: Required<LocalizedText>
  readonly effect: ChangeEffect
}

/** What an effect means, in words. */
export const effectWords: Readonly<Record<ChangeEffect, Required<LocalizedText>>> = {
  none: { 'zh-CN': '不影响已填的内容', en: 'What is filled in stays as it is' },
  asks: { 'zh-CN': '未提交的内容可能要补填', en: 'What is not sent yet may have more to answer' },
  'may-refuse': {
    'zh-CN': '已填的内容可能要修改后才能提交',
    en: 'What is filled in may have to be mended before it is sent',
  },
  replaces: {
    'zh-CN': '已填的内容可能被自动计算或锁定的值代替',
    en: 'What is filled in may give way to a computed or locked value',
  },
  loses: { 'zh-CN': '未提交的内容中，这一项不再保留', en: 'What is not sent yet loses this answer' },
}

type Words = readonly [zh: string, en: string]

export function change(
  kind: ChangeKind,
  node: string | undefined,
  [zh, en]: Words,
  effect: ChangeEffect = 'none',
): FormChange {
  return { kind, ...(node !== undefined && { node }), message: { 'zh-CN': zh, en }, effect }
}

/** What to call a node, in both languages. */
export function nameOf(node: LayoutNode): Words {
  const { 'zh-CN': zh, en = zh } = node.kind === 'text' ? node.text : node.title
  return [`“${zh.slice(0, 40)}”`, `“${en.slice(0, 40)}”`]
}
