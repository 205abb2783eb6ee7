import { type Static, Type } from 'typebox'
import { CaseSummary, Finding, LocalizedText } from './shapes.ts'

/** 故障: a case cannot go on until someone mends it. */
export const Incident = Type.Object({
  /** `CASE.INCIDENT` */
  id: Type.String(),
  caseId: Type.String(),
  caseNumber: Type.String(),
  caseTitle: Type.String(),
  processId: Type.String(),
  processTitle: LocalizedText,
  region: Type.String(),
  regionName: Type.String(),
  elementId: Type.String(),
  elementName: Type.Optional(LocalizedText),
  code: Type.String(),
  /** What is wrong and what to do about it, in words. */
  title: LocalizedText,
  remedy: LocalizedText,
  /** What the engine or the plugin said. */
  message: Type.String(),
  raisedAt: Type.String(),
  /** True where the case is held back: it must be resumed before anything is tried again. */
  suspended: Type.Boolean(),
})
export type Incident = Static<typeof Incident>

/** Open incidents that have process, element and code in common. */
export const IncidentGroup = Type.Object({
  processId: Type.String(),
  processTitle: LocalizedText,
  elementId: Type.String(),
  code: Type.String(),
  title: LocalizedText,
  count: Type.Integer(),
})
export type IncidentGroup = Static<typeof IncidentGroup>

/** `process`: held back together with all cases of its process. */
export const Suspended = Type.Enum(['no', 'case', 'process'])

/** One process of a case: its own (`number` 0), or one that it called. */
export const CaseInstance = Type.Object({
  number: Type.Integer(),
  processId: Type.String(),
  title: LocalizedText,
  status: Type.Enum(['active', 'completed', 'cancelled']),
})

/** Where a token of a case stands. `id` is what the operations take. */
export const CaseToken = Type.Object({
  id: Type.String(),
  call: Type.Integer(),
  elementId: Type.String(),
  elementName: Type.Optional(LocalizedText),
  waitsFor: Type.Enum(['task', 'job', 'event', 'scope', 'call', 'data', 'incident']),
  /** ISO 8601; left out where it is not known. */
  since: Type.Optional(Type.String()),
  incident: Type.Optional(Incident),
  /** Of one run of a multi-instance activity: one more can be added. */
  mayAdd: Type.Boolean(),
})
export type CaseToken = Static<typeof CaseToken>

/** A timer that runs, or a message or signal that is waited for. */
export const CaseWait = Type.Object({
  id: Type.String(),
  call: Type.Integer(),
  elementId: Type.String(),
  elementName: Type.Optional(LocalizedText),
  kind: Type.Enum(['timer', 'message', 'signal']),
  due: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
})
export type CaseWait = Static<typeof CaseWait>

/** Variables of a case, by names only: values are shown for a purpose that is written down. */
export const CaseScope = Type.Object({
  id: Type.String(),
  call: Type.Integer(),
  elementId: Type.Optional(Type.String()),
  elementName: Type.Optional(LocalizedText),
  names: Type.Array(Type.String()),
})
export type CaseScope = Static<typeof CaseScope>

/** Why a case may not be deleted. */
export const DeletionObstacle = Type.Enum(['case-open', 'case-held', 'case-retained'])

/** A case as those see it who mend it. */
export const OperatedCase = Type.Object({
  summary: CaseSummary,
  release: Type.String(),
  suspended: Suspended,
  instances: Type.Array(CaseInstance),
  tokens: Type.Array(CaseToken),
  waits: Type.Array(CaseWait),
  scopes: Type.Array(CaseScope),
  /** Elements of each process, to move a token to or to begin again at. */
  targets: Type.Array(
    Type.Object({
      call: Type.Integer(),
      elementId: Type.String(),
      name: LocalizedText,
      kind: Type.String(),
    }),
  ),
  /** 保存期限: until when it must be kept; left out while it is open. */
  retainUntil: Type.Optional(Type.String()),
  hold: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String(), at: Type.String() })),
  deletion: Type.Object({ possible: Type.Boolean(), obstacle: Type.Optional(DeletionObstacle) }),
})
export type OperatedCase = Static<typeof OperatedCase>

export const ShownScope = Type.Object({
  id: Type.String(),
  call: Type.Integer(),
  elementId: Type.Optional(Type.String()),
  elementName: Type.Optional(LocalizedText),
  variables: Type.Record(Type.String(), Type.Unknown()),
})
export type ShownScope = Static<typeof ShownScope>

/** Why a case is deleted. `ordered`: a court or an authority demands it, or the person whose data it is may. */
export const DeletionGround = Type.Enum(['retention-over', 'entered-by-mistake', 'ordered'])
export type DeletionGround = Static<typeof DeletionGround>

/** 流程停用: no case of a process is begun in a region; with `casesToo` those that are open are held back as well. */
export const ProcessSuspension = Type.Object({
  region: Type.String(),
  regionName: Type.String(),
  processId: Type.String(),
  by: Type.String(),
  at: Type.String(),
  reason: Type.String(),
  casesToo: Type.Boolean(),
  /** `holding` and `resuming` while its cases are being held back or let go on. */
  state: Type.Enum(['holding', 'held', 'resuming']),
})
export type ProcessSuspension = Static<typeof ProcessSuspension>

export const OperatedProcess = Type.Object({
  processId: Type.String(),
  title: LocalizedText,
  openCases: Type.Integer(),
  /** True where there are more than counted. */
  moreOpenCases: Type.Boolean(),
  suspension: Type.Optional(ProcessSuspension),
})
export type OperatedProcess = Static<typeof OperatedProcess>

/** A release on which cases of a region are open. */
export const MigrationSource = Type.Object({
  release: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  /** Of its publication. */
  number: Type.Optional(Type.Integer()),
  at: Type.Optional(Type.String()),
  comment: Type.Optional(Type.String()),
  inForce: Type.Boolean(),
  cases: Type.Integer(),
})
export type MigrationSource = Static<typeof MigrationSource>

/** 迁移: as `migrations/ID.migration.json` of a bundle holds it. It is read and checked as that is. */
export const MigrationDefinition = Type.Unknown()

const element = { id: Type.String(), name: LocalizedText, kind: Type.String() }

export const ProcessMapping = Type.Object({
  process: Type.String(),
  title: LocalizedText,
  cases: Type.Integer(),
  elements: Type.Array(
    Type.Object({
      ...element,
      to: Type.Optional(Type.String()),
      how: Type.Enum(['same', 'likely', 'none']),
    }),
  ),
  targets: Type.Array(Type.Object(element)),
})
export type ProcessMapping = Static<typeof ProcessMapping>

export const MigrationProposal = Type.Object({
  from: Type.String(),
  to: Type.String(),
  migration: MigrationDefinition,
  processes: Type.Array(ProcessMapping),
  /** What the bundles ship for these two releases. */
  shipped: Type.Array(Type.Object({ id: Type.String(), title: LocalizedText, migration: MigrationDefinition })),
})
export type MigrationProposal = Static<typeof MigrationProposal>

export const MigrationState = Type.Enum(['planning', 'planned', 'running', 'stopped', 'done', 'undoing', 'undone'])
export type MigrationState = Static<typeof MigrationState>

/** What became of a case, or will. `gone-on`: it was worked on after it was moved, so it is not taken back. */
export const CaseOutcome = Type.Enum(['waiting', 'planned', 'refused', 'moved', 'gone', 'undone', 'gone-on'])
export type CaseOutcome = Static<typeof CaseOutcome>

export const CaseVerdict = Type.Enum(['unchanged', 'moves', 'caution', 'refused'])
export type CaseVerdict = Static<typeof CaseVerdict>

/** One migration of the open cases of a region. */
export const MigrationRun = Type.Object({
  id: Type.String(),
  region: Type.String(),
  regionName: Type.String(),
  from: Type.Optional(Type.String()),
  to: Type.String(),
  state: MigrationState,
  by: Type.String(),
  at: Type.String(),
  endedAt: Type.Optional(Type.String()),
  reason: Type.String(),
  total: Type.Integer(),
  /** How many cases have which outcome and verdict. */
  outcomes: Type.Array(
    Type.Object({ outcome: CaseOutcome, verdict: Type.Optional(CaseVerdict), count: Type.Integer() }),
  ),
})
export type MigrationRun = Static<typeof MigrationRun>

export const MigrationReason = Type.Object({
  code: Type.String(),
  processId: Type.String(),
  node: Type.Optional(Type.String()),
  message: LocalizedText,
})

/** A case of a migration. */
export const MigratedCase = Type.Object({
  caseId: Type.String(),
  number: Type.String(),
  title: Type.String(),
  processTitle: LocalizedText,
  region: Type.String(),
  regionName: Type.String(),
  outcome: CaseOutcome,
  verdict: Type.Optional(CaseVerdict),
  reasons: Type.Array(MigrationReason),
})
export type MigratedCase = Static<typeof MigratedCase>

export const MigrationDetail = Type.Object({
  ...MigrationRun.properties,
  migration: MigrationDefinition,
  findings: Type.Array(Finding),
})
export type MigrationDetail = Static<typeof MigrationDetail>
