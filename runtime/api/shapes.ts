import { type Static, Type } from 'typebox'
import { AnswerDraft } from './answer-shapes.ts'

/**
 * The shapes that cross the wire, as JSON Schemas: the server checks requests against them,
 * the OpenAPI document is made of them, and both sides take their types from them.
 * Moments are ISO 8601 in UTC; region codes are GB/T 2260 and its continuations (2 to 15 digits).
 */

export const LocalizedText = Type.Object({ 'zh-CN': Type.String(), en: Type.Optional(Type.String()) })

export const Finding = Type.Object({
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  code: Type.String(),
  file: Type.Optional(Type.String()),
  node: Type.Optional(Type.String()),
  position: Type.Optional(Type.Object({ from: Type.Integer(), to: Type.Integer() })),
  message: LocalizedText,
  remedy: LocalizedText,
})

/** One field to answer again; `path` is a JSON pointer into the answers. */
export const Problem = Type.Object({
  fieldId: Type.String(),
  path: Type.String(),
  code: Type.String(),
  message: LocalizedText,
})

/** What every refused request answers with. `code` is stable; `message` is for a person. */
export const ErrorAnswer = Type.Object({
  code: Type.String(),
  message: LocalizedText,
  problems: Type.Optional(Type.Array(Problem)),
  findings: Type.Optional(Type.Array(Finding)),
  /** The draft that is stored, where another device or tab has saved it meanwhile. */
  draft: Type.Optional(AnswerDraft),
  /** To be told to whoever runs the server. */
  requestId: Type.Optional(Type.String()),
})
export type ErrorAnswer = Static<typeof ErrorAnswer>

export const Region = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Enum(['province', 'city', 'county', 'street', 'community', 'grid']),
  /** Names from the county down to this region. */
  path: Type.Array(Type.String()),
  hasChildren: Type.Boolean(),
})
export type Region = Static<typeof Region>

export const Grant = Type.Object({
  role: Type.String(),
  region: Type.String(),
  roleTitle: LocalizedText,
  regionName: Type.String(),
  /** True where it lets the user design the definitions of the region. */
  designs: Type.Boolean(),
  /** True where it lets the user mend cases of the region. */
  operates: Type.Boolean(),
})

export const Me = Type.Object({
  id: Type.String(),
  userName: Type.String(),
  displayName: Type.String(),
  grants: Type.Array(Grant),
  /** True where the user may design definitions of at least one region. */
  mayDesign: Type.Boolean(),
  /** True where the user may mend cases of at least one region. */
  mayOperate: Type.Boolean(),
  /** True where the user sees the figures of at least one region. */
  mayOversee: Type.Boolean(),
})
export type Me = Static<typeof Me>

/** The accounts anyone may try a demo with. */
export const Demo = Type.Object({
  password: Type.String(),
  accounts: Type.Array(Type.Object({ userName: Type.String(), displayName: Type.String() })),
})
export type Demo = Static<typeof Demo>

export const Startable = Type.Object({
  processId: Type.String(),
  title: LocalizedText,
  description: Type.Optional(LocalizedText),
  bundleTitle: LocalizedText,
  /** The regions the user may start it for: where the user holds a role that may start it. */
  regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})
export type Startable = Static<typeof Startable>

/** A form as a browser needs it: the definition (see `#forms`) and the code lists it offers. */
export const FormForBrowser = Type.Object({
  definition: Type.Unknown(),
  codeLists: Type.Array(Type.Unknown()),
})

export const StartForm = Type.Object({
  processId: Type.String(),
  title: LocalizedText,
  /** The release the case will be pinned to. */
  release: Type.String(),
  form: Type.Optional(FormForBrowser),
  /** What the form opens with. */
  answers: Type.Record(Type.String(), Type.Unknown()),
})
export type StartForm = Static<typeof StartForm>

const taskSummary = {
  /** `INSTANCE.TASK` */
  id: Type.String(),
  name: LocalizedText,
  elementId: Type.String(),
  caseId: Type.String(),
  caseNumber: Type.String(),
  caseTitle: Type.String(),
  processTitle: LocalizedText,
  region: Type.String(),
  regionName: Type.String(),
  createdAt: Type.String(),
  due: Type.Optional(Type.String()),
  overdue: Type.Boolean(),
  priority: Type.Integer(),
}
export const TaskSummary = Type.Object(taskSummary)
export type TaskSummary = Static<typeof TaskSummary>

const answers = Type.Record(Type.String(), Type.Unknown())

export const TaskDetail = Type.Object({
  ...taskSummary,
  status: Type.Union([Type.Literal('open'), Type.Literal('completed'), Type.Literal('cancelled')]),
  release: Type.String(),
  form: Type.Optional(FormForBrowser),
  /** What the form opens with; where the task is completed, what was answered. */
  answers,
  /** The case's variables, which the form's rules read as `case`. */
  caseVariables: answers,
  /** JSON pointers of the answers that come masked. */
  masked: Type.Array(Type.String()),
  /** True where the user may have masked answers shown, for a purpose. */
  mayReveal: Type.Boolean(),
  /** What the user has filled in so far. */
  draft: Type.Optional(AnswerDraft),
  /** True where its form has changed since and whoever does it chooses between the two. */
  newerForm: Type.Optional(Type.Boolean()),
  /** True where the user may complete it now. */
  mayComplete: Type.Boolean(),
})
export type TaskDetail = Static<typeof TaskDetail>

const caseSummary = {
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  processId: Type.String(),
  processTitle: LocalizedText,
  region: Type.String(),
  regionName: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('completed'), Type.Literal('cancelled')]),
  startedAt: Type.String(),
  endedAt: Type.Optional(Type.String()),
  startedBy: Type.String(),
}
export const CaseSummary = Type.Object(caseSummary)
export type CaseSummary = Static<typeof CaseSummary>

/** One line of the timeline: who did what when. `by` is left out where the machine did it. */
export const TimelineEntry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  what: Type.Enum([
    'started',
    'taskOpened',
    'taskCompleted',
    'taskCancelled',
    'jobCompleted',
    'jobFailed',
    'timerFired',
    'messageReceived',
    'signalReceived',
    'incidentRetried',
    'variablesSet',
    'tokenMoved',
    'suspended',
    'resumed',
    'caseCancelled',
    'restarted',
    'instanceAdded',
    'migrated',
    'migrationUndone',
    'incident',
    'incidentClosed',
    'ended',
  ]),
  elementId: Type.Optional(Type.String()),
  elementName: Type.Optional(LocalizedText),
  by: Type.Optional(Type.String()),
  /** Title of the role the task was offered to, e.g. 社区工作人员. */
  offeredTo: Type.Optional(Type.Array(LocalizedText)),
  due: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
})
export type TimelineEntry = Static<typeof TimelineEntry>

/** A form as it was filled, with the definition it was filled by. */
export const FilledForm = Type.Object({
  taskId: Type.Optional(Type.String()),
  elementId: Type.String(),
  taskName: LocalizedText,
  by: Type.String(),
  at: Type.String(),
  form: FormForBrowser,
  answers,
  /** JSON pointers of the answers that come masked. */
  masked: Type.Array(Type.String()),
})
export type FilledForm = Static<typeof FilledForm>

export const CaseDetail = Type.Object({
  ...caseSummary,
  release: Type.String(),
  openTasks: Type.Array(TaskSummary),
  /** Elements where a token waits, that were passed, or that cannot go on; for the overlay on the diagram. */
  elements: Type.Array(
    Type.Object({
      elementId: Type.String(),
      state: Type.Union([Type.Literal('waiting'), Type.Literal('done'), Type.Literal('incident')]),
      /** How often a token has left it. */
      times: Type.Integer(),
    }),
  ),
  /** Ids of the sequence flows that a token took. */
  flowsTaken: Type.Array(Type.String()),
  timeline: Type.Array(TimelineEntry),
  /** How much its process keeps of what happens; below `full` the timeline and the diagram do not tell all. */
  historyLevel: Type.Enum(['none', 'activity', 'audit', 'full']),
  forms: Type.Array(FilledForm),
  /** True where the user may have masked answers shown, for a purpose. */
  mayReveal: Type.Boolean(),
})
export type CaseDetail = Static<typeof CaseDetail>

export const FileInfo = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
})
export type FileInfo = Static<typeof FileInfo>

export const DefinitionKind = Type.Enum([
  'process',
  'form',
  'decision',
  'codeList',
  'role',
  'record',
  'view',
  'setting',
])
export type DefinitionKind = Static<typeof DefinitionKind>

export const DefinitionSummary = Type.Object({
  kind: DefinitionKind,
  id: Type.String(),
  title: LocalizedText,
  bundle: Type.String(),
  bundleTitle: LocalizedText,
  /** True where the region has changed it by a published layer of its own. */
  adapted: Type.Boolean(),
  draft: Type.Optional(Type.Object({ by: Type.String(), at: Type.String() })),
})
export type DefinitionSummary = Static<typeof DefinitionSummary>

export const DefinitionDetail = Type.Object({
  kind: DefinitionKind,
  id: Type.String(),
  title: LocalizedText,
  bundle: Type.String(),
  /** What the release in force says: BPMN or DMN XML, or JSON text. */
  published: Type.String(),
  /** The draft's text and version; a save names the version it was made from. */
  draft: Type.Optional(
    Type.Object({ content: Type.String(), version: Type.Integer(), by: Type.String(), at: Type.String() }),
  ),
})
export type DefinitionDetail = Static<typeof DefinitionDetail>

export const ReleaseSummary = Type.Object({
  digest: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  at: Type.String(),
  by: Type.String(),
  comment: Type.String(),
  inForce: Type.Boolean(),
  /** Definitions that differ from the release before. */
  changed: Type.Array(Type.Object({ kind: DefinitionKind, id: Type.String(), title: LocalizedText })),
})
export type ReleaseSummary = Static<typeof ReleaseSummary>

/** A message or signal that was taken. `spent`: nobody waits for it and it is not kept. */
export const SentMessage = Type.Object({
  id: Type.String(),
  status: Type.Enum(['new', 'waiting', 'delivered', 'spent']),
  /** False where the same id had been sent before; then nothing was done. */
  isNew: Type.Boolean(),
})
export type SentMessage = Static<typeof SentMessage>
