import type { Plugin } from './plugin.ts'

/** 通知: words for whoever holds a role in the region of a case. */
export interface Notice {
  /** The same for the same job: a notice that is there already is not stored again. */
  readonly id: string
  readonly caseId: string
  readonly region: string
  /** Empty where it is for everyone who sees the case. */
  readonly role: string
  readonly text: string
}

/** Lets a process put a notice before a role: `notice.send` reads `title` and `text`; the header or variable `role` names the role. */
export function noticePlugin(keep: (notice: Notice) => Promise<void>): Plugin {
  return {
    id: 'notice',
    jobs: {
      send: {
        title: { 'zh-CN': '发送通知', en: 'Send a notice' },
        input: {
          type: 'object',
          required: ['text'],
          properties: {
            title: { type: 'string', maxLength: 200 },
            text: { type: 'string', minLength: 1, maxLength: 2000 },
            role: { type: 'string', maxLength: 100 },
          },
        },
        run: async (input, { idempotencyKey, caseId, region, headers }) => {
          const { title, text, role } = input as { title?: string; text: string; role?: string }
          const words = title ? `${title}\n${text}` : text
          await keep({ id: idempotencyKey, caseId, region, role: role ?? headers.role ?? '', text: words })
          return { said: title ? `${title}：${text}` : text }
        },
      },
    },
  }
}
