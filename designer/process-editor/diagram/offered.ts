/**
 * What palette, context pad and replace menu offer: what the engine runs. Anything else in a drawing that came from
 * elsewhere stays as it is, and the check says that it is not run.
 */
const offeredReplacements = new Set(
  [
    'none-start',
    'none-end',
    'none-intermediate-throw',
    'none-intermediate-throwing',
    'timer-intermediate-catch',
    'terminate-end',
    'exclusive-gateway',
    'parallel-gateway',
    'inclusive-gateway',
    'task',
    'user-task',
    'service-task',
    'manual-task',
    'rule-task',
    'script-task',
    'expanded-subprocess',
    'collapsed-subprocess',
    'subprocess',
    'timer-boundary',
    'non-interrupting-timer-boundary',
    'sequence-flow',
    'default-flow',
    'conditional-flow',
  ].map((name) => `replace-with-${name}`),
)

/** Loops and multiple instances are not run yet. */
const offeredHeaders = new Set(['toggle-non-interrupting'])

const offeredTools = new Set([
  'hand-tool',
  'lasso-tool',
  'space-tool',
  'global-connect-tool',
  'tool-separator',
  'create.start-event',
  'create.end-event',
  'create.exclusive-gateway',
  'create.subprocess-expanded',
])

const offeredContext = new Set([
  'append.end-event',
  'append.gateway',
  'append.text-annotation',
  'replace',
  'connect',
  'delete',
  'align-elements',
])

type Entries = Readonly<Record<string, unknown>>
type Narrow = (entries: Entries) => Entries

const only =
  (names: ReadonlySet<string>): Narrow =>
  (entries) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => names.has(name)))

export const offered = {
  palette: only(offeredTools),
  context: only(offeredContext),
  replace: only(offeredReplacements),
  replaceHeader: only(offeredHeaders),
}
