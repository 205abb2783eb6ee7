declare module 'dmn-moddle' {
  interface DmnModdle {
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
