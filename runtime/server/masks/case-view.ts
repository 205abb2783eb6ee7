import type { RoleSight } from '#definitions'
import type { Answers, CompiledForm } from '#forms'
import { factsOf } from '../execution/process-facts.ts'
import type { SignedIn } from '../permissions/access.ts'
import { sightOf } from '../permissions/sight.ts'
import type { ReadyRelease } from '../releases/releases.ts'
import type { Db } from '../store/store.ts'
import { isMasked } from './mask-value.ts'
import { type Filled, masked, type Shown, secretsIn } from './masked-view.ts'
import { scrubbed } from './scrubbed.ts'

/** A case as one person sees it. */
export interface CaseView {
  readonly sight: RoleSight
  readonly show: (form: CompiledForm, answers: Answers) => Shown
  /** Variables, history and other words of the case, without what is masked in its forms. */
  readonly hide: <T>(value: T) => T
  readonly hideVariables: (variables: Answers) => Answers
}

const clear: Omit<CaseView, 'sight'> = {
  show: (_form, answers) => ({ answers, masked: [] }),
  hide: (value) => value,
  hideVariables: (variables) => variables,
}

export interface ViewOf {
  readonly user: SignedIn
  readonly region: string
  /** Of the case. */
  readonly processId: string
  /** Variables that may hold masked answers before any form is filled. */
  readonly variables?: Answers
  /** The forms of the case that were filled so far; asked for where anything is masked at all. */
  readonly filled: () => Promise<readonly Filled[]>
}

/** What masks hide from `user` in a case of this release. */
export async function caseView(
  ready: ReadyRelease,
  { user, region, processId, variables = {}, filled }: ViewOf,
): Promise<CaseView> {
  const sight = sightOf(user, region, ready.release.roles)
  const forms = masking(ready, processId)
  if (sight === 'clear' || forms.length === 0) return { sight, ...clear }
  const secrets = secretsIn([...forms.map((form) => ({ form, answers: variables })), ...(await filled())])
  return {
    sight,
    show: (form, answers) => masked(form, answers, secrets),
    hide: (value) => scrubbed(value, secrets),
    hideVariables: (given) => scrubbed(withoutMasked(forms, given), secrets),
  }
}

/** Variables without what is masked in any form of their process, for words that everyone reads. */
export function hiddenVariables(ready: ReadyRelease, processId: string, variables: Answers): Answers {
  const forms = masking(ready, processId)
  return scrubbed(withoutMasked(forms, variables), secretsIn(forms.map((form) => ({ form, answers: variables }))))
}

/** Variables that have the name of a masked answer are masked too, in whatever form of the process it is. */
function withoutMasked(forms: readonly CompiledForm[], variables: Answers): Answers {
  return forms.reduce((rest, form) => masked(form, rest, new Map()).answers, variables)
}

const known = new WeakMap<ReadyRelease['compiled'], Map<string, readonly CompiledForm[]>>()

/** The forms with masked answers that a case of the process may come to, in processes that it calls too. */
function masking({ compiled }: ReadyRelease, processId: string): readonly CompiledForm[] {
  const ofRelease = known.get(compiled) ?? new Map<string, readonly CompiledForm[]>()
  known.set(compiled, ofRelease)
  const found = ofRelease.get(processId) ?? maskedFormsOf(compiled, processId)
  ofRelease.set(processId, found)
  return found
}

function maskedFormsOf({ processes, forms }: ReadyRelease['compiled'], processId: string): CompiledForm[] {
  const named = new Set<string>()
  const seen = new Set<string>()
  const open = [processId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const process = seen.has(id) ? undefined : processes.get(id)
    seen.add(id)
    if (!process) continue
    const facts = factsOf(process)
    for (const form of facts.forms) named.add(form.id)
    open.push(...facts.calledProcesses.map((called) => called.id))
  }
  return [...named].flatMap((id) => forms.get(id) ?? []).filter(hasMasks)
}

function hasMasks({ byProperty }: CompiledForm): boolean {
  return [...byProperty.values()].some((node) => (node.kind === 'field' ? isMasked(node) : node.fields.some(isMasked)))
}

/** The forms of a case that were filled so far. */
export async function filledForms(db: Db, { compiled }: ReadyRelease, caseId: string): Promise<readonly Filled[]> {
  const [started, tasks] = await Promise.all([
    db
      .selectFrom('cases')
      .select(['start_form_id as form', 'start_answers as answers'])
      .where('id', '=', caseId)
      .execute(),
    db
      .selectFrom('task')
      .select(['form_id as form', 'answers'])
      .where('case_id', '=', caseId)
      .where('answers', 'is not', null)
      .execute(),
  ])
  return [...started, ...tasks].flatMap(({ form: id, answers }) => {
    const form = id === null ? undefined : compiled.forms.get(id)
    return form && answers !== null ? [{ form, answers: JSON.parse(answers) as Answers }] : []
  })
}
