import { offered } from './offered.ts'

type Translate = (template: string) => string
type Attributes = Readonly<Record<string, unknown>>

interface Registry {
  readonly registerProvider: (priority: number, provider: object) => void
}
interface PopupMenu {
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
