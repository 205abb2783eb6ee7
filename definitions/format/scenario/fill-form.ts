import { variablesAt } from '#engine'
import {
  type Answers,
  acceptAnswers,
  type CompiledForm,
  formState,
  nodeKey,
  openingAnswers,
  type Problem,
  validateAnswers,
} from '#forms'
import type { Words } from '../finding.ts'
import type { FormExpectation, ScenarioVariables } from './action.ts'
import { differenceOf } from './differences.ts'
import type { Instance } from './instance.ts'
import { ScenarioFailedError } from './scenario-failed-error.ts'
import type { World } from './world.ts'

/** Where a form is filled in: at an open task, or before a case is there. */
export interface FormPlace {
  readonly formId: string | undefined
  readonly instance?: Instance
  readonly taskId?: string
}

/** Fills a form in as a person would, and gives what the process gets. @throws {ScenarioFailedError} with its problems. */
export function fillForm(world: World, place: FormPlace, given: ScenarioVariables): ScenarioVariables {
  const form = formAt(world, place)
  if (!form) return given
  const { caseVariables, opened, today } = openedAt(world, place, form)
  const accepted = acceptAnswers(form, { ...opened, ...given }, { caseVariables, opened, today })
  noteFields(world, form, accepted.ok ? accepted.answers : given, caseVariables)
  if (accepted.ok) return accepted.answers
  throw new ScenarioFailedError([
    `表单“${form.form.title['zh-CN']}”未通过：${accepted.problems.map(({ message, fieldId }) => `${fieldId} ${message['zh-CN']}`).join('；')}`,
    `The form "${form.form.id}" was refused: ${accepted.problems.map(({ message, fieldId }) => `${fieldId}: ${message.en ?? message['zh-CN']}`).join('; ')}`,
  ])
}

/** Where a form is not as expected, with these answers in it. */
export function formDifferences(
  world: World,
  place: FormPlace,
  { fill = {}, visible, hidden, required, optional, readonly, editable, values = {}, problems }: FormExpectation,
): Words[] {
  const form = formAt(world, place)
  if (!form) return [['这里没有表单', 'There is no form here']]
  const { caseVariables, opened, today } = openedAt(world, place, form)
  const state = formState(form, { ...opened, ...fill }, caseVariables, { opened, today })
  noteFields(world, form, state.answers, caseVariables)
  const is = (id: string) => state.nodes.get(nodeKey(id))
  const unknown = [visible, hidden, required, optional, readonly, editable].flatMap((ids) =>
    (ids ?? []).filter((id) => !is(id)),
  )
  const unlike = (what: string, ids: readonly string[] | undefined, holds: (id: string) => boolean | undefined) =>
    (ids ?? []).filter((id) => is(id) && !holds(id)).map((id) => differenceOf(`${id}.${what}`, true, false))
  return [
    ...unknown.map((id): Words => [`表单没有“${id}”`, `The form has no "${id}"`]),
    ...unlike('visible', visible, (id) => is(id)?.visible),
    ...unlike('hidden', hidden, (id) => !is(id)?.visible),
    ...unlike('required', required, (id) => is(id)?.required),
    ...unlike('optional', optional, (id) => !is(id)?.required),
    ...unlike('readonly', readonly, (id) => is(id)?.readonly),
    ...unlike('editable', editable, (id) => !is(id)?.readonly),
    ...Object.entries(values).flatMap(([name, value]) => {
      const found = Object.hasOwn(state.answers, name) ? state.answers[name] : null
      return JSON.stringify(found) === JSON.stringify(value) ? [] : [differenceOf(name, value, found)]
    }),
    ...(problems
      ? problemDifferences(problems, validateAnswers(form, { ...opened, ...fill }, caseVariables, { opened, today }))
      : []),
  ]
}

/** A problem is named by its field, or by `FIELD:CODE`. */
function problemDifferences(expected: readonly string[], found: readonly Problem[]): Words[] {
  const named = (said: string) => found.some(({ fieldId, code }) => said === fieldId || said === `${fieldId}:${code}`)
  const known = ({ fieldId, code }: Problem) => expected.includes(fieldId) || expected.includes(`${fieldId}:${code}`)
  return expected.every(named) && found.every(known)
    ? []
    : [
        differenceOf(
          'problems',
          expected,
          found.map(({ fieldId, code }) => `${fieldId}:${code}`),
        ),
      ]
}

function formAt(world: World, { formId }: FormPlace): CompiledForm | undefined {
  return formId === undefined ? undefined : world.release?.forms.get(formId)
}

function openedAt(world: World, { instance, taskId }: FormPlace, form: CompiledForm) {
  const caseVariables: Answers = instance ? variablesAt(instance.process, instance.state, taskId) : {}
  const today = dayInChina(world.clock)
  return { caseVariables, today, opened: openingAnswers(form, caseVariables, { today }) }
}

function dayInChina(moment: number): string {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The fields that are shown with these answers. */
function noteFields(world: World, form: CompiledForm, answers: Answers, caseVariables: Answers): void {
  const { nodes } = formState(form, answers, caseVariables, { today: dayInChina(world.clock) })
  for (const node of form.nodes) {
    if (node.kind !== 'field' && node.kind !== 'group') continue
    if (nodes.get(nodeKey(node.id))?.visible) world.trace.fields.add(`${form.form.id}/${node.id}`)
  }
}

/**
 * The fields that whoever gave these answers was shown, or gave past the form, where a scenario gives variables without
 * filling the form in.
 */
export function noteAnswered(world: World, place: FormPlace, variables: ScenarioVariables): void {
  const form = formAt(world, place)
  if (!form) return
  const { caseVariables, opened } = openedAt(world, place, form)
  noteFields(world, form, { ...opened, ...variables }, caseVariables)
  for (const [property, { id }] of form.byProperty) {
    if (Object.hasOwn(variables, property)) world.trace.fields.add(`${form.form.id}/${id}`)
  }
}
