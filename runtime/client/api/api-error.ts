import { type Finding, type LocalizedText, localize } from '#findings'
import type { Problem } from '#forms'
import type { AnswerDraft, ErrorAnswer } from '#runtime/api'

/** The server refused a request and said why. */
export class ApiError extends Error {
  readonly status: number
  /** Stable, e.g. `task-not-open`. */
  readonly code: string
  /** For a person. */
  readonly text: LocalizedText
  /** Answers to mend. */
  readonly problems: readonly Problem[]
  /** What is wrong in a definition. */
  readonly findings: readonly Finding[]
  /** What is stored, where a save was made from an older version. */
  readonly draft: AnswerDraft | undefined
  /** To be told to whoever runs the server. */
  readonly requestId: string | undefined

  constructor(status: number, answer: ErrorAnswer) {
    super(`${status} ${answer.code}: ${localize(answer.message, 'en')}`)
    this.name = 'ApiError'
    this.status = status
    this.code = answer.code
    this.text = answer.message
    this.problems = answer.problems ?? []
    this.findings = answer.findings ?? []
    this.draft = answer.draft
    this.requestId = answer.requestId
  }

  static async from(response: Response): Promise<ApiError> {
    const answer: unknown = await response.json().catch(() => undefined)
    return new ApiError(response.status, isErrorAnswer(answer) ? answer : wordless(response.status))
  }
}

/** No answer came: the network or the server is down, or the answer broke off. */
export class NetworkError extends Error {
  constructor(options?: ErrorOptions) {
    super('The server could not be reached.', options)
    this.name = 'NetworkError'
  }
}

function isErrorAnswer(answer: unknown): answer is ErrorAnswer {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer
}

/** What to say where something between server and browser answered instead of the server. */
function wordless(status: number): ErrorAnswer {
  return status >= 500
    ? {
        code: 'server-failed',
        message: { 'zh-CN': '服务暂时不可用，请稍后重试。', en: 'The service is down. Try again later.' },
      }
    : {
        code: 'refused',
        message: { 'zh-CN': `请求未被接受（${status}）。`, en: `The request was refused (${status}).` },
      }
}
