import type { Finding } from '#findings'
import type { Scenario } from '../bundle.ts'
import {
  anything,
  either,
  feelName,
  identifier,
  isObject,
  isTrue,
  list,
  matching,
  object,
  oneOf,
  readShape,
  record,
  type Shape,
  schemaReference,
  shapeOf,
  text,
  unreserved,
  where,
  wholeNumber,
  words,
  yesOrNo,
} from '../shape.ts'
import type { ActionName, ScenarioAction } from './action.ts'

/** Reads `scenarios/ID.json`. */
export function readScenario(json: unknown): { readonly scenario?: Scenario; readonly findings: Finding[] } {
  const { value: scenario, findings } = readShape<Scenario>(scenarioShape, json)
  return { scenario, findings }
}

/** Reads a list of actions, or an object with a member `actions`. */
export function readActions(json: unknown): {
  readonly actions?: readonly ScenarioAction[]
  readonly findings: Finding[]
} {
  const given = isObject(json) && Array.isArray(json.actions) ? json.actions : json
  const { value: read, findings } = readShape<readonly ScenarioAction[]>(actions, given)
  return { actions: read, findings }
}

const name = text(200)
const variables: Shape = record(
  unreserved(matching(/^[\s\S]/u, 200, ['变量的名称', 'the name of a variable']), [
    '另一个名称：此名称被占用',
    'another name: this one is taken',
  ]),
  anything,
)
const number = wholeNumber(0, 1_000_000)
const duration = matching(/^P(?!$)[\dYMWDTHS.]{1,40}$/u, 41, ['形如 PT1H 的时长', 'a duration such as PT1H'])
const names = list(name, 10_000)

const moment = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/u, 30, [
  '形如 2026-01-05T09:00:00+08:00 的时间',
  'a moment such as 2026-01-05T09:00:00+08:00',
])
const nothing = where((value) => value === null, ['null', 'null'], { type: 'null' })
const done = { as: identifier, fill: variables }
const namesByRole = record(name, names)
const limitKinds = ['urgent_hour', 'work_hour', 'work_day', 'natural_day']
const anyNumber = where((value) => typeof value === 'number' && Number.isFinite(value), ['数字', 'a number'], {
  type: 'number',
})
const verbs = [
  object({ name: oneOf(['suspend', 'resume']) }),
  object({ name: oneOf(['add-instance']), at: name }, { item: anything }),
  object({ name: oneOf(['move']), at: name, to: name }),
] as const
const verb = verbs.reduce<Shape>((left, right) => either(left, right), verbs[0])

/** By the member that says what is done: the shape of that member, and of those that may stand beside it. */
const shapes: Readonly<Record<ActionName, readonly [main: Shape, beside: Readonly<Record<string, Shape>>]>> = {
  start: [object({}, { process: name, message: name, variables }), done],
  complete: [name, { variables, nth: number, ...done }],
  form: [
    object(
      {},
      {
        at: name,
        nth: number,
        fill: variables,
        visible: names,
        hidden: names,
        required: names,
        optional: names,
        readonly: names,
        editable: names,
        values: variables,
        problems: names,
      },
    ),
    {},
  ],
  verb: [verb, {}],
  message: [object({ name }, { key: anything, variables, timeToLive: either(number, duration), messageId: name }), {}],
  signal: [object({ name }, { variables }), {}],
  advance: [duration, {}],
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
  cancel: [isTrue, {}],
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
        may: namesByRole,
        mayNot: namesByRole,
        rules: namesByRole,
        jobs: list(object({}, { type: name, element: name, variables }), 1000),
        timeLimits: record(name, object({ value: anyNumber, kind: oneOf(limitKinds) })),
        due: record(name, either(moment, nothing)),
      },
    ),
    {},
  ],
}

const whole = Object.fromEntries(
  Object.entries(shapes).map(([kind, [main, beside]]) => [
    kind,
    object({ [kind]: main }, { comment: text(2000), ...beside }),
  ]),
)

const action: Shape = shapeOf({ oneOf: Object.values(whole).map(({ schema }) => schema) }, (value, at) => {
  const known = Object.keys(shapes) as ActionName[]
  const said = isObject(value) ? known.filter((member) => Object.hasOwn(value, member)) : []
  const [kind] = said
  if (!kind || said.length > 1) {
    return [{ at, expected: [`含有以下之一的对象：${known.join(', ')}`, `an object with one of ${known.join(', ')}`] }]
  }
  return whole[kind]!(value, at)
})

const actions: Shape = list(action, 10_000)

export const scenarioShape: Shape = object(
  { id: identifier, title: words, process: identifier, actions },
  { ...schemaReference, description: words, startAt: moment, settings: record(feelName, anything) },
)
