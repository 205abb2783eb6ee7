import type { LocalizedText } from '#findings'
import { decisionWords } from './decision-words.ts'

/** A text of this editor in both languages, for findings. */
export function localized(say: (words: (typeof decisionWords)['zh-CN']) => string): LocalizedText {
  return { 'zh-CN': say(decisionWords['zh-CN']), en: say(decisionWords.en) }
}
