export {
  type FeelExpression,
  type FeelResult,
  FeelSyntaxError,
  type FeelWarning,
  parseExpression,
  parseUnaryTests,
} from './expression.ts'
