import type { Finding } from '#findings'

/** What is found where a check was stopped, or not begun. */
export const notChecked: Finding = {
  severity: 'error',
  code: 'not-checked',
  message: {
    'zh-CN': '检查用时过长或服务器正忙，未能完成检查。',
    en: 'It could not be checked: the check takes too long, or the server is busy.',
  },
  remedy: {
    'zh-CN': '稍后再次检查；若仍不成功，请简化表达式、正则式或流程结构。',
    en: 'Check it again in a moment; where that does not help, simplify its expressions, patterns or flow.',
  },
}
