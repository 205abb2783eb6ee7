export { gezhiModdle } from './bpmn/gezhi-moddle.ts'
export * from './instance/command.ts'
export * from './instance/effect.ts'
