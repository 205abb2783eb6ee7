declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>)
    create(type: string, attributes: object): import('./moddle-element.ts').ModdleElement
    fromXML(xml: string): Promise<{
      rootElement: import('./moddle-element.ts').ModdleElement
      elementsById: Readonly<Record<string, import('./moddle-element.ts').ModdleElement>>
      warnings: readonly {
        message: string
        element?: import('./moddle-element.ts').ModdleElement
        property?: string
        value?: string
      }[]
    }>
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}

declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>)
    fromXML(xml: string): Promise<{
      rootElement: import('./moddle-element.ts').ModdleElement
      elementsById: Readonly<Record<string, import('./moddle-element.ts').ModdleElement>>
      warnings: readonly { message: string; element?: import('./moddle-element.ts').ModdleElement; property?: string }[]
    }>
  }
}
