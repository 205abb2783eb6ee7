import type { Finding } from '#findings'
import type { Scenario } from '../bundle.ts'
import {
  anything,
  identifier,
  isObject,
  list,
  object,
  record,
  type Shape,
  shapeFindings,
  text,
  where,
  words,
  yesOrNo,
} from '../shape.ts'
import type { ActionName, ScenarioAction } from './action.ts'

/** Reads `scenarios/ID.json`. */
export function readScenario(json: unknown): { readonly scenario?: Scenario; readonly findings: Finding[] } {
  const findings = shapeFindings(scenario, json)
  return isScenario(json, findings) ? { scenario: json, findings } : { findings }
}

/** Reads a list of actions, or an object with a member `actions`. */
export function readActions(json: unknown): {
  readonly actions?: readonly ScenarioAction[]
  readonly findings: Finding[]
} {
  const given = isObject(json) && Array.isArray(json.actions) ? json.actions : json
  const findings = shapeFindings(actions, given)
  return isActions(given, findings) ? { actions: given, findings } : { findings }
}

function isScenario(_json: unknown, findings: readonly Finding[]): _json is Scenario {
  return findings.length === 0
}

function isActions(_json: unknown, findings: readonly Finding[]): _json is readonly ScenarioAction[] {
  return findings.length === 0
}

const name = text(200)
const variables: Shape = record((key) => !(key in Object.prototype), anything)
const number: Shape = where(
  (value) => Number.isInteger(value) && Number(value) >= 0,
  ['0 或正整数', 'a whole number from 0'],
)
const names = list(name, 10_000)
const either =
  (left: Shape, right: Shape): Shape =>
  (value, at) =>
    left(value, at).length === 0 ? [] : right(value, at)

/** By the member that says what is done: the shape of that member, and of those that may stand beside it. */
const shapes: Readonly<Record<ActionName, readonly [main: Shape, beside: Readonly<Record<string, Shape>>]>> = {
  start: [object({}, { process: name, message: name, variables }), {}],
  complete: [name, { variables, nth: number }],
  message: [object({ name }, { key: anything, variables }), {}],
  signal: [object({ name }, { variables }), {}],
  advance: [
    where(
      (value) => typeof value === 'string' && /^P(?!$)[\dYMWDTHS.]{1,40}$/.test(value),
      ['形如 PT1H 的时长', 'a duration such as PT1H'],
    ),
    {},
  ],
  job: [
    object(
      { element: name },
      {
        result: variables,
        error: either(name, object({ code: name }, { message: name, variables })),
        fail: either(yesOrNo, name),
      },
    ),
    {},
  ],
  set: [variables, {}],
  retry: [name, {}],
  cancel: [where((value) => value === true, ['true', 'true']), {}],
  expect: [
    object(
      {},
      {
        open: names,
        waiting: names,
        ended: yesOrNo,
        incidents: list(anything, 10_000),
        timers: number,
        subscriptions: either(number, names),
        variables,
      },
    ),
    {},
  ],
}

const action: Shape = (value, at) => {
  const known = Object.keys(shapes) as ActionName[]
  const said = isObject(value) ? known.filter((member) => Object.hasOwn(value, member)) : []
  const [kind] = said
  if (!kind || said.length > 1) {
    return [{ at, expected: [`含有以下之一的对象：${known.join(', ')}`, `an object with one of ${known.join(', ')}`] }]
  }
  const [main, beside] = shapes[kind]
  return object({ [kind]: main }, { comment: text(2000), ...beside })(value, at)
}

const actions: Shape = list(action, 10_000)

const scenario: Shape = object({ id: identifier, title: words, process: identifier, actions }, { description: words })
