import * as accounts from './accounts.ts'
import * as answers from './answers.ts'
import * as cases from './cases.ts'
import * as definitions from './definitions.ts'
import * as machine from './machine.ts'
import * as operations from './operations.ts'
import * as packages from './packages.ts'
import * as records from './records.ts'
import * as statistics from './statistics.ts'
import * as workers from './workers.ts'

/*
 * The tables, once: the typed queries of `tx.db` take their tables and columns from here; the migrations make them.
 * JSON is kept as text, so that both databases give back what was stored.
 */

export const entities = [
  accounts.UserAccount,
  accounts.RoleGrant,
  accounts.Session,
  accounts.SignInAttempt,
  definitions.Region,
  definitions.InstalledBundle,
  definitions.Draft,
  definitions.DefinitionVersion,
  definitions.PublishedChange,
  definitions.CarriedLayer,
  definitions.StoredRelease,
  definitions.Publication,
  definitions.RegionUpgrade,
  definitions.PublishRequest,
  cases.CaseNumber,
  cases.Case,
  cases.Instance,
  cases.CaseArea,
  cases.Task,
  cases.TaskOffer,
  machine.Job,
  machine.Timer,
  machine.Incident,
  machine.Notice,
  machine.CalledInstance,
  machine.Subscription,
  machine.Message,
  machine.SignalDelivery,
  machine.StartTrigger,
  operations.CaseHold,
  operations.ProcessSuspension,
  operations.MigrationRun,
  operations.MigratedCase,
  packages.TrustedKey,
  records.HistoryLine,
  records.AuditLine,
  records.StoredFile,
  records.FileContent,
  records.AnsweredRequest,
  answers.AnswerDraft,
  answers.FileThumbnail,
  answers.FileSight,
  workers.Worker,
  statistics.ElementDay,
  statistics.ElementStanding,
] as const
