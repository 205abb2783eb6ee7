export { calendarFunctionNames } from './calendar-functions.ts'
export {
  type FeelExpression,
  type FeelResult,
  type FeelWarning,
  parseExpression,
  parseUnaryTests,
} from './expression.ts'
export { type FunctionBody, feelFunction } from './feel-function.ts'
export { FeelSyntaxError } from './feel-syntax-error.ts'
export { decimalOf } from './numbers.ts'
export { parseFeel, type Tree as FeelTree } from './parse-feel.ts'
export { plain } from './plain.ts'
export { type Constants, withConstants } from './with-constants.ts'
export { isoDay, isWorkday, shiftsOf, type WorkingCalendar } from './working-calendar.ts'
