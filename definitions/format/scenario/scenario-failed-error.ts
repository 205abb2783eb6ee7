import type { LocalizedText } from '#findings'
import type { Words } from '../finding.ts'

/** An action of a scenario cannot be carried out, or an expectation does not hold. */
export class ScenarioFailedError extends Error {
  readonly code = 'scenario-failed'
  readonly words: LocalizedText

  constructor([zh, en]: Words) {
    super(en)
    this.words = { 'zh-CN': zh, en }
  }
}
