export {
  type FeelExpression,
  type FeelResult,
  FeelSyntaxError,
  type FeelWarning,
  parseExpression,
  parseUnaryTests,
} from './expression.ts'
export { plain } from './plain.ts'
