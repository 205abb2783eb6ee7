export * from './answer-shapes.ts'
export type { Endpoint } from './endpoint.ts'
export * from './endpoints.ts'
export * from './shapes.ts'
