export { type Clock, systemClock } from './clock.ts'
export type { Deps } from './deps.ts'
export { depsOn, openData, type RunningServer, type ServerOptions, startServer } from './main.ts'
export { openStore, type Store } from './store/store.ts'
