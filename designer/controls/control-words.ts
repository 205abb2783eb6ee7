import { dictionary } from '#runtime/client'

export const controlWords = dictionary(
  {
    expressionWrong: (at: number) => `表达式有误：第 ${at} 个字符处无法理解`,
    expressionTooLarge: '表达式过长或嵌套过深',
    needsEquals: '表达式须以 = 开头',
  },
  {
    expressionWrong: (at: number) => `The expression cannot be understood at character ${at}`,
    expressionTooLarge: 'The expression is too long or too deep',
    needsEquals: 'An expression begins with =',
  },
)
