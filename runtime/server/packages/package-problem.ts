import type { Finding } from '#findings'

/** What keeps a package out. */
export function packageProblem(
  code: string,
  file: string | undefined,
  [zh, en]: readonly [string, string],
  [remedyZh, remedyEn]: readonly [string, string] = remake,
): Finding {
  return {
    severity: 'error',
    code,
    ...(file !== undefined && { file }),
    message: { 'zh-CN': zh, en },
    remedy: { 'zh-CN': remedyZh, en: remedyEn },
  }
}

const remake = ['请用 gezhi pack 重新打包', 'Make the package again with gezhi pack'] as const
