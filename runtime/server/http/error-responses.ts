import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { EngineError } from '#engine'
import type { LocalizedText } from '#findings'
import type { ErrorAnswer } from '#runtime/api'
import { type RefusalCode, type RefusalDetails, RefusedError } from '../refused-error.ts'
import { storeFailure } from '../store/store-unavailable.ts'

interface Response {
  readonly status: number
  readonly message: LocalizedText
}

const responses: Record<RefusalCode | 'store-unavailable' | 'disk-full' | 'internal', Response> = {
  'bad-request': response(400, '请求的内容不符合要求。', 'The request is not what this address takes.'),
  'sign-in-required': response(401, '请先登录。', 'Please sign in.'),
  'sign-in-failed': response(401, '用户名或密码不正确。', 'The user name or the password is wrong.'),
  'too-many-attempts': response(
    429,
    '登录尝试过多，请稍后再试。',
    'Too many attempts to sign in. Please wait and try again.',
  ),
  'cross-site': response(403, '请求来自其他网站，已被拒绝。', 'The request comes from another site and was refused.'),
  'worker-token': response(
    401,
    '令牌无效或已被吊销，请向管理员索取新的令牌。',
    'The token is not valid or was revoked. Ask the administrator for a new one.',
  ),
  'worker-name-taken': response(
    409,
    '已有同名的作业程序，请换一个名称。',
    'There is a worker of this name already. Choose another one.',
  ),
  'job-type-served': response(
    409,
    '该作业类型由服务器的插件办理，不能交给外部作业程序。',
    'A plugin of the server does jobs of this type; they are not given to workers outside.',
  ),
  'lease-expired': response(
    409,
    '作业的租约已到期，或该作业已由别人接手、办完或取消。结果未被采用，请丢弃。',
    'The lease of the job has ended, or the job was taken over, done or cancelled. The result was not taken; drop it.',
  ),
  'too-many-requests': response(429, '请求过于频繁，请稍后再试。', 'Too many requests. Please wait and try again.'),
  forbidden: response(403, '您没有办理此事的权限。', 'You may not do this.'),
  'not-found': response(404, '找不到该内容，或您无权查看。', 'This does not exist, or you may not see it.'),
  'task-not-open': response(
    409,
    '该任务已被办理或取消，请刷新任务列表。',
    'This task was completed or cancelled already. Please reload your tasks.',
  ),
  'draft-changed': response(
    409,
    '草稿已被他人修改，请重新打开后再编辑。',
    'Someone else has changed this draft. Open it again before you edit it.',
  ),
  'upgrade-waiting': response(
    409,
    '上级的更新与本区域的修改有冲突，请先在“更新”中逐项决定。',
    'An update from above conflicts with what this region changed. Settle the conflicts under Updates first.',
  ),
  'review-needed': response(
    409,
    '本区域规定发布须由两人完成，请提交发布申请，由另一人审核。',
    'This region has two persons publish. Ask for a review; another person approves it.',
  ),
  'request-outdated': response(
    409,
    '申请提交后草稿或上级发布有变化，申请已失效，请重新提交。',
    'Drafts or what lies below changed after the request, so it no longer holds. Ask again.',
  ),
  'own-request': response(403, '不能审核自己提交的发布申请。', 'You may not approve what you asked for yourself.'),
  'answers-changed': response(409, '这份草稿已在别处保存过。', 'This draft has been saved elsewhere meanwhile.'),
  'too-many-drafts': response(
    409,
    '草稿太多，请先办完或删除一些。',
    'You have too many drafts. Finish or discard some first.',
  ),
  'nothing-to-publish': response(409, '没有需要发布的修改。', 'There is nothing to publish.'),
  'case-ended': response(409, '办件已经结束，不能再作更改。', 'This case has ended. Nothing can be changed in it.'),
  'case-suspended': response(
    409,
    '办件已挂起，恢复后才能继续办理。',
    'This case is suspended. It must be resumed first.',
  ),
  'incident-not-open': response(
    409,
    '该故障已被处理，请刷新列表。',
    'This incident was closed already. Please reload the list.',
  ),
  'move-not-possible': response(409, '不能移到该环节。', 'The case cannot be moved there.'),
  'restart-not-possible': response(
    409,
    '不能从该环节重新开始，请另选一个环节。',
    'The case cannot begin again there. Choose another element.',
  ),
  'add-instance-not-possible': response(
    409,
    '这里不是可以增加一份的多人办理环节，请在图上选择正在多人办理的环节。',
    'Nobody can be added here. Choose an element that several people are doing.',
  ),
  'process-suspended': response(
    409,
    '该流程在本区域已停用，启用后才能发起或继续办理。',
    'This process is suspended in the region. It must be resumed first.',
  ),
  'case-open': response(409, '办件尚未结束，请先作废再删除。', 'The case is still open. Void it before you delete it.'),
  'case-held': response(
    409,
    '办件已被封存，解除封存后才能删除。',
    'The case is on hold. End the hold before you delete it.',
  ),
  'case-retained': response(
    409,
    '办件仍在保存期限内，不能删除。',
    'The case must be kept for now: its retention period has not ended.',
  ),
  'number-differs': response(
    409,
    '输入的办件编号与要删除的办件不符，未作任何更改。',
    'The case number you typed is not that of this case. Nothing was changed.',
  ),
  'migration-not-possible': response(
    409,
    '迁移目前不能这样操作，请刷新后再试。',
    'The migration cannot do that now. Please reload and try again.',
  ),
  'wrong-state': response(
    409,
    '办件的状态已经改变，请刷新后再试。',
    'The case has changed meanwhile. Please reload and try again.',
  ),
  'no-release': response(409, '该区域尚未发布任何定义。', 'No definitions have been published for this region.'),
  'invalid-answers': response(422, '表单填写有误，请按提示修改。', 'Some answers need to be mended.'),
  'invalid-definitions': response(
    422,
    '定义检查未通过，未作任何更改。',
    'The definitions have errors. Nothing was changed.',
  ),
  'case-not-started': response(422, '无法发起该办件。', 'The case could not be started.'),
  'too-large': response(413, '内容过大，超出允许的大小。', 'This is larger than allowed.'),
  'unsupported-file': response(
    415,
    '不支持该文件类型，请上传图片、PDF 或办公文档。',
    'This kind of file is not taken. Upload an image, a PDF or an office document.',
  ),
  'heic-image': response(
    415,
    '不支持 HEIC 照片。请在手机相机设置中选“兼容性最佳”后重拍，或先转换成 JPEG。',
    'HEIC photos are not taken. Set the camera to “most compatible” and take it again, or convert it to JPEG.',
  ),
  'broken-image': response(
    415,
    '图片已损坏或无法读取，请换一张。',
    'This picture is damaged or cannot be read. Choose another one.',
  ),
  'image-too-large': response(
    415,
    '图片的像素过多，请缩小后再上传。',
    'This picture has too many pixels. Make it smaller first.',
  ),
  'check-too-costly': response(
    422,
    '检查用时过长，已停止。请简化表达式、正则式或流程结构后重试。',
    'The check takes too long and was stopped. Simplify expressions, patterns or the flow and try again.',
  ),
  busy: response(503, '服务器正忙，请稍后重试。', 'The server is busy. Please try again in a moment.'),
  'incomplete-upload': response(400, '上传未完成，请重试。', 'The upload was cut off. Please try again.'),
  'store-unavailable': response(
    503,
    '数据库暂时不可用，未保存任何内容，请稍后重试。',
    'The database does not answer. Nothing was saved; please try again.',
  ),
  'disk-full': response(
    503,
    '服务器磁盘已满，未保存任何内容，请联系管理员。',
    'The server is out of disk space. Nothing was saved; please tell the administrator.',
  ),
  internal: response(500, '服务器出错了，请稍后重试。', 'Something went wrong on the server. Please try again.'),
}

/** Bytes of a body that are taken in though the answer is known; more from who asks too much would hold up everybody else. */
const listenedTo = 256 * 1024

/** The one place where an error becomes HTTP. What was not foreseen is logged with its stack and answered without. */
export function errorResponses(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body == null && ctx.path.startsWith('/api/')) throw new RefusedError('not-found')
    } catch (error) {
      const { code, details, cause } = readError(error)
      const { status, message } = responses[code]
      if (status >= 500) log.error({ err: cause, requestId: ctx.state.requestId, code }, 'request failed')
      else if (details.reason) log.info({ requestId: ctx.state.requestId, code }, details.reason)
      const answer: ErrorAnswer = { code, message: details.said ?? message, requestId: ctx.state.requestId as string }
      if (details.problems) answer.problems = [...details.problems]
      if (details.draft) answer.draft = details.draft
      if (details.findings) answer.findings = details.findings.map((finding) => ({ ...finding }))
      if (details.reason && code === 'bad-request') answer.message = withReason(message, details.reason)
      if (details.retryAfterSeconds) ctx.set('Retry-After', String(details.retryAfterSeconds))
      const unheard = status === 429 && (ctx.request.length ?? 0) > listenedTo
      if (status === 413 || code === 'incomplete-upload' || unheard) ctx.set('Connection', 'close')
      ctx.status = status
      ctx.set('Cache-Control', 'no-store')
      ctx.body = answer
    }
  }
}

/** A command that came to a case in another state than the sender believed. */
const lateCommands: Readonly<Record<string, RefusalCode>> = {
  'instance-ended': 'case-ended',
  'instance-suspended': 'case-suspended',
  'incident-not-open': 'incident-not-open',
  'move-not-possible': 'move-not-possible',
  'restart-not-possible': 'restart-not-possible',
  'add-instance-not-possible': 'add-instance-not-possible',
  'task-not-open': 'task-not-open',
  'call-not-active': 'wrong-state',
  'job-not-active': 'lease-expired',
  'scope-not-open': 'wrong-state',
}

interface ReadError {
  readonly code: keyof typeof responses
  readonly details: RefusalDetails
  readonly cause: unknown
}

function readError(error: unknown): ReadError {
  if (error instanceof RefusedError) return { code: error.code, details: error.details, cause: error }
  const late = error instanceof EngineError ? lateCommands[error.code] : undefined
  if (late) return { code: late, details: { reason: (error as Error).message }, cause: error }
  const failure = storeFailure(error)
  if (failure) return { code: failure.code, details: {}, cause: failure }
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return { code: 'too-large', details: {}, cause: error }
  if (status === 400) return { code: 'bad-request', details: {}, cause: error }
  return { code: 'internal', details: {}, cause: error }
}

function withReason(message: LocalizedText, reason: string): LocalizedText {
  return { 'zh-CN': `${message['zh-CN']}（${reason}）`, en: `${message.en} (${reason})` }
}

function response(status: number, zh: string, en: string): Response {
  return { status, message: { 'zh-CN': zh, en } }
}
