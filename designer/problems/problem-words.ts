import { dictionary } from '#runtime/client'

export const problemWords = dictionary(
  {
    problems: '问题',
    none: '没有发现问题',
    errors: (count: number) => `${count} 个错误`,
    warnings: (count: number) => `${count} 个提醒`,
    error: '错误',
    warning: '提醒',
    about: (name: string) => `${name}：`,
  },
  {
    problems: 'Problems',
    none: 'No problems found',
    errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
    warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
    error: 'Error',
    warning: 'Warning',
    about: (name: string) => `${name}: `,
  },
)
