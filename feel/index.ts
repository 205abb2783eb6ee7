export {
  type FeelExpression,
  type FeelResult,
  type FeelWarning,
  parseExpression,
  parseUnaryTests,
} from './expression.ts'
export { FeelSyntaxError } from './feel-syntax-error.ts'
export { plain } from './plain.ts'
