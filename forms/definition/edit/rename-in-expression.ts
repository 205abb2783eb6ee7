/** The FEEL expression with a name it reads replaced; texts in quotes and members behind a dot stay. */
export function renamed(expression: string, from: string, to: string): string {
  const tokens = expression.match(/"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*|[\s\S]/gu) ?? []
  return tokens
    .map((token, index) => {
      const before = tokens.slice(0, index).findLast((earlier) => earlier.trim() !== '')
      return token === from && before !== '.' ? to : token
    })
    .join('')
}
