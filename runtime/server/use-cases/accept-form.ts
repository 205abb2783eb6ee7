import {
  type Answers,
  acceptAnswers,
  type CompiledForm,
  type FileReference,
  filesIn,
  openingAnswers,
  type Problem,
} from '#forms'
import { dayOf } from '../calendar/due.ts'
import { isMasked, mayHoldMask } from '../masks/mask-value.ts'
import { restored } from '../masks/masked-view.ts'
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'

export interface FilledIn {
  readonly answers: Answers
  readonly caseVariables: Answers
  readonly userId: string
  /** The case they are for; a new one where left out. */
  readonly caseId?: string
  readonly now: number
  /** What of the opening answers the person was shown; all of it where left out. */
  readonly shown?: (opened: Answers) => Promise<Answers>
}

export interface NamedFile {
  readonly id: string
  /** Seeing the case is not enough to read it. */
  readonly masked: boolean
}

export interface AcceptedForm {
  readonly answers: Answers
  /** The files the answers name; to be attached to the case. */
  readonly files: readonly NamedFile[]
}

/**
 * Takes answers as far as the form lets them in. What is said of a file is what the store knows of it.
 * @throws {RefusedError} `invalid-answers` with one problem a field.
 */
export async function acceptForm(db: Db, form: CompiledForm, filled: FilledIn): Promise<AcceptedForm> {
  const { caseVariables, now } = filled
  const today = dayOf(now)
  const opened = openingAnswers(form, caseVariables, { today })
  const meant = await behindMasks(form, filled, opened)
  const { answers, files } = await withKnownFiles(db, form, { ...filled, answers: meant })
  const accepted = acceptAnswers(form, answers, { caseVariables, opened, today })
  if (!accepted.ok) throw new RefusedError('invalid-answers', { problems: accepted.problems })
  const named = new Map<string, boolean>()
  for (const { fieldId, file } of filesIn(form, accepted.answers)) {
    named.set(file.id, (named.get(file.id) ?? false) || isMaskedField(form, fieldId))
  }
  return {
    answers: accepted.answers,
    files: files.filter((id) => named.has(id)).map((id) => ({ id, masked: named.get(id) ?? false })),
  }
}

/** Where a mask comes back as it was shown, the value behind it is meant. */
async function behindMasks(form: CompiledForm, { answers, shown }: FilledIn, opened: Answers): Promise<Answers> {
  if (!shown || !mayHoldMask(answers)) return answers
  const meant = restored(form, answers, { opened, shown: await shown(opened) })
  if (meant.problems.length > 0) throw new RefusedError('invalid-answers', { problems: meant.problems })
  return meant.answers
}

function isMaskedField(form: CompiledForm, fieldId: string): boolean {
  const node = form.byId.get(fieldId)?.node
  return node?.kind === 'field' && isMasked(node)
}

async function withKnownFiles(db: Db, form: CompiledForm, { answers, userId, caseId }: FilledIn) {
  const named = filesIn(form, answers)
  if (named.length === 0) return { answers, files: [] }
  const rows = await db
    .selectFrom('file')
    .select(['id', 'name', 'type', 'size', 'uploaded_by', 'case_id'])
    .where('id', 'in', [...new Set(named.map(({ file }) => file.id))])
    .execute()
  const usable = new Map(
    rows
      .filter((row) => (row.case_id === null ? row.uploaded_by === userId : row.case_id === caseId))
      .map(({ id, name, type, size }): [string, FileReference] => [id, { id, name, type, size }]),
  )
  const problems = named.filter(({ file }) => !usable.has(file.id)).map(unknownFile)
  if (problems.length > 0) throw new RefusedError('invalid-answers', { problems })
  const known = structuredClone(answers) as Record<string, unknown>
  for (const { fieldId, path, file } of named) {
    const stamp = asksForStamp(form, fieldId) ? file.stamp : undefined
    replaceAt(known, path, { ...usable.get(file.id), ...(stamp && { stamp }) })
  }
  return { answers: known, files: [...usable.keys()] }
}

/** When and where a photo was taken is the device's word; it is kept where the field asks for it. */
function asksForStamp(form: CompiledForm, fieldId: string): boolean {
  const node = form.byId.get(fieldId)?.node
  return node?.kind === 'field' && (node.node.stamp?.length ?? 0) > 0
}

function unknownFile({ fieldId, path }: { fieldId: string; path: string }): Problem {
  return {
    fieldId,
    path,
    code: 'file-unknown',
    message: { 'zh-CN': '该文件不存在或不可使用，请重新上传。', en: 'This file does not exist here; upload it again.' },
  }
}

/** `path` is a JSON pointer to something that is there. */
function replaceAt(root: Record<string, unknown>, path: string, value: unknown) {
  const keys = path.slice(1).split('/')
  const last = keys.pop()!
  let at: Record<string, unknown> = root
  for (const key of keys) at = at[key] as Record<string, unknown>
  at[last] = value
}

/** From now on the files follow the case: who sees it may read them, unless they are masked. */
export async function attachFiles(db: Db, files: readonly NamedFile[], caseId: string): Promise<void> {
  for (const masked of [false, true]) {
    const ids = files.filter((file) => file.masked === masked).map(({ id }) => id)
    if (ids.length === 0) continue
    await db
      .updateTable('file')
      .set({ case_id: caseId, kept_until: null, ...(masked && { masked: 1 }) })
      .where('id', 'in', ids)
      .execute()
  }
}
