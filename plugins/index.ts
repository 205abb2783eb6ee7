export * from './notice.ts'
export * from './plugin.ts'
export * from './registry.ts'
