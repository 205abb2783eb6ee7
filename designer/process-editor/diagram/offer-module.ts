import { offered } from './offered.ts'

type Translate = (template: string) => string
type Attributes = Readonly<Record<string, unknown>>

interface Registry {
  readonly registerProvider: (priority: number, provider: object) => void
}
interface Point {
  readonly x: number
  readonly y: number
}
interface PopupMenu {
  readonly open: (target: unknown, menu: string, position: Point & { readonly cursor: Point }, options: object) => void
  readonly registerProvider: (menu: string, priority: number, provider: object) => void
}
interface Create {
  readonly start: (event: unknown, shape: unknown, context?: Attributes) => void
}
interface ElementFactory {
  readonly createShape: (attributes: Attributes) => unknown
}
interface AutoPlace {
  readonly append: (source: unknown, shape: unknown) => void
}

/** Providers with a low priority see the entries of all others and may narrow them. */
const last = 100

/** Narrows what bpmn-js offers to what the engine runs, and offers the kinds of task by name. */
function offer(
  palette: Registry,
  contextPad: Registry,
  popupMenu: PopupMenu,
  create: Create,
  elementFactory: ElementFactory,
  autoPlace: AutoPlace,
  translate: Translate,
) {
  const tool = ({ group, className, title, ...shape }: Offer) => {
    const start = (event: unknown) => create.start(event, elementFactory.createShape(shape))
    return { group, className, title: translate(`Create ${title}`), action: { dragstart: start, click: start } }
  }
  const append = ({ className, title, group: _, ...shape }: Offer) => ({
    group: 'model',
    className,
    title: translate(`Append ${title}`),
    action: {
      dragstart: (event: unknown, source: unknown) =>
        create.start(event, elementFactory.createShape(shape), { source }),
      click: (_: unknown, source: unknown) => autoPlace.append(source, elementFactory.createShape(shape)),
    },
  })

  /** As bpmn-js does it, but without asking the context pad for what it no longer likes to give. */
  const openReplace = (event: Point & { readonly target?: unknown }, element: unknown) => {
    const pad = event.target instanceof Element ? event.target.closest('.djs-context-pad') : null
    const box = pad?.getBoundingClientRect()
    const cursor = { x: event.x, y: event.y }
    const position = { x: box?.left ?? event.x, y: (box?.bottom ?? event.y) + 5, cursor }
    popupMenu.open(element, 'bpmn-replace', position, { title: translate('Change element'), width: 300, search: true })
  }

  palette.registerProvider(last, {
    getPaletteEntries: () => (entries: Attributes) => ({
      ...offered.palette(entries),
      'create.timer-event': tool(timerEvent),
      'create.user-task': tool(userTask),
      'create.service-task': tool(serviceTask),
      'create.rule-task': tool(ruleTask),
    }),
  })
  contextPad.registerProvider(last, {
    getContextPadEntries: () => (entries: Attributes) => ({
      ...('append.append-task' in entries
        ? {
            'append.user-task': append(userTask),
            'append.service-task': append(serviceTask),
            'append.timer-event': append(timerEvent),
          }
        : {}),
      ...offered.context(entries),
      ...('replace' in entries && { replace: { ...(entries.replace as object), action: { click: openReplace } } }),
    }),
    getMultiElementContextPadEntries: () => offered.context,
  })
  popupMenu.registerProvider('bpmn-replace', last, {
    getPopupMenuEntries: () => offered.replace,
    getPopupMenuHeaderEntries: () => offered.replaceHeader,
  })
}

interface Offer extends Attributes {
  readonly type: string
  readonly group: string
  readonly className: string
  readonly title: string
}

const userTask: Offer = {
  type: 'bpmn:UserTask',
  group: 'activity',
  className: 'bpmn-icon-user-task',
  title: 'user task',
}
const serviceTask: Offer = {
  type: 'bpmn:ServiceTask',
  group: 'activity',
  className: 'bpmn-icon-service-task',
  title: 'service task',
}
const ruleTask: Offer = {
  type: 'bpmn:BusinessRuleTask',
  group: 'activity',
  className: 'bpmn-icon-business-rule-task',
  title: 'business rule task',
}
const timerEvent: Offer = {
  type: 'bpmn:IntermediateCatchEvent',
  eventDefinitionType: 'bpmn:TimerEventDefinition',
  group: 'event',
  className: 'bpmn-icon-intermediate-event-catch-timer',
  title: 'timer event',
}

offer.$inject = ['palette', 'contextPad', 'popupMenu', 'create', 'elementFactory', 'autoPlace', 'translate']

export const offerModule = { __init__: ['offer'], offer: ['factory', offer] }
