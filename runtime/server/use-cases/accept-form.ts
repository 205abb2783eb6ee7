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
import { RefusedError } from '../refused-error.ts'
import type { Db } from '../store/store.ts'

export interface FilledIn {
  readonly answers: Answers
  readonly caseVariables: Answers
  readonly userId: string
  /** The case they are for; a new one where left out. */
  readonly caseId?: string
  readonly now: number
}

export interface AcceptedForm {
  readonly answers: Answers
  /** Ids of the files the answers name; to be attached to the case. */
  readonly files: readonly string[]
}

/**
 * Takes answers as far as the form lets them in. What is said of a file is what the store knows of it.
 * @throws {RefusedError} `invalid-answers` with one problem a field.
 */
export async function acceptForm(db: Db, form: CompiledForm, filled: FilledIn): Promise<AcceptedForm> {
  const { caseVariables, now } = filled
  const today = dayOf(now)
  const { answers, files } = await withKnownFiles(db, form, filled)
  const opened = openingAnswers(form, caseVariables, { today })
  const accepted = acceptAnswers(form, answers, { caseVariables, opened, today })
  if (!accepted.ok) throw new RefusedError('invalid-answers', { problems: accepted.problems })
  const named = new Set(filesIn(form, accepted.answers).map(({ file }) => file.id))
  return { answers: accepted.answers, files: files.filter((id) => named.has(id)) }
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
  for (const { path, file } of named) replaceAt(known, path, usable.get(file.id))
  return { answers: known, files: [...usable.keys()] }
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

/** From now on the files follow the case: who sees it may read them. */
export async function attachFiles(db: Db, files: readonly string[], caseId: string): Promise<void> {
  if (files.length === 0) return
  await db
    .updateTable('file')
    .set({ case_id: caseId, kept_until: null })
    .where('id', 'in', [...files])
    .execute()
}
