import type { Finding } from '#findings'
import type { CodeList } from '#forms'
import { problem } from './finding.ts'
import {
  identifier,
  isTrue,
  list,
  matching,
  object,
  readShape,
  type Shape,
  schemaReference,
  text,
  unreserved,
  words,
  yesOrNo,
} from './shape.ts'

const maximumCodes = 20_000

/** Reads a code list and checks that its codes are unique and their parents exist, without going round in circles. */
export function readCodeList(json: unknown): { readonly codeList?: CodeList; readonly findings: Finding[] } {
  const { value: codeList, findings } = readShape<CodeList>(codeListShape, json)
  return codeList ? { codeList, findings: checkCodes(codeList) } : { findings }
}

/** Codes are values, not names: any short text without blanks around it that no object has as a member. */
const code: Shape = unreserved(
  matching(/^\S(?:.{0,62}\S)?$/u, 64, [
    '1 到 64 个字的代码，前后没有空格',
    'a code of 1 to 64 characters without blanks around it',
  ]),
  ['另一个代码：此名称被占用', 'another code: this name is taken'],
)

export const codeListShape: Shape = object(
  {
    id: identifier,
    title: words,
    codes: list(object({ code, title: words }, { parent: code, retired: isTrue, locked: isTrue }), maximumCodes),
  },
  { ...schemaReference, standard: text(200), verified: yesOrNo, source: text(2000), locked: isTrue },
)

function checkCodes({ codes }: CodeList): Finding[] {
  const parents = new Map<string, string | undefined>()
  const findings: Finding[] = []
  for (const { code, parent } of codes) {
    if (parents.has(code)) {
      findings.push(
        problem(
          'code-twice',
          { node: code },
          [`代码“${code}”重复`, `The code "${code}" stands twice`],
          ['请删去其中一个，或改用不同的代码', 'Remove one of them, or give it another code'],
        ),
      )
    }
    parents.set(code, parent)
  }
  for (const { code, parent } of codes) {
    if (parent !== undefined && !parents.has(parent)) {
      findings.push(
        problem(
          'code-parent-unknown',
          { node: code },
          [`代码“${code}”的上级“${parent}”不存在`, `The parent "${parent}" of the code "${code}" does not exist`],
          ['请补上该上级代码，或改正 parent', 'Add that code, or correct the parent'],
        ),
      )
    }
  }
  const circle = codes.find(({ code }) => goesRound(code, parents))
  if (circle) {
    findings.push(
      problem(
        'code-circle',
        { node: circle.code },
        [`代码“${circle.code}”的上级关系成环`, `The parents of the code "${circle.code}" go round in a circle`],
        ['请改正 parent', 'Correct the parents'],
      ),
    )
  }
  return findings
}

/** Whether `code` is an ancestor of itself. Parents shared by many codes make this quadratic at worst in the depth alone. */
function goesRound(code: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = parents.get(code); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === code || seen.size > 50) return true
    seen.add(at)
  }
  return false
}
