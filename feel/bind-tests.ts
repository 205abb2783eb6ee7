import type { Tree } from './parse-feel.ts'

/**
 * The tree with each `x in test` bound tighter than `and` and `or` (DMN 1.3, table 42: comparison before conjunction and
 * disjunction). The grammar takes a test for as long an expression as it can, so that `x in [1, 2] and y` would read
 * `x in ([1, 2] and y)`; what stands in parentheses stays as it is.
 */
export function bindTests(tree: Tree): Tree {
  const children = tree.children.map(bindTests)
  const same = children.every((child, index) => child === tree.children[index])
  return upwards(outOfTest(same ? tree : { ...tree, children }))
}

function outOfTest(tree: Tree): Tree {
  const [left, sign, test] = tree.children
  const [body] = test?.children ?? []
  if (tree.name !== 'Comparison' || sign?.name !== 'in' || !left || !test || !body || tree.children.length !== 3)
    return tree
  const { head, around } = firstOperand(body)
  if (head === body) return tree
  const tested = { ...test, to: head.to, children: [head] }
  return around({ ...tree, to: head.to, children: [left, sign, tested] })
}

interface Operand {
  readonly head: Tree
  /** The whole with something else in the place of the operand. */
  readonly around: (instead: Tree) => Tree
}

/** What stands first in a row of `and` and `or`. */
function firstOperand(body: Tree): Operand {
  const [first, ...rest] = body.children
  if (isJunction(body) && first) {
    const { head, around } = firstOperand(first)
    return {
      head,
      around: (instead) => {
        const begun = around(instead)
        return { ...body, from: begun.from, children: [begun, ...rest] }
      },
    }
  }
  const [operand] = rest
  if (body.name === 'SimplePositiveUnaryTest' && first?.name === 'CompareOp' && operand && isJunction(operand)) {
    const { head, around } = firstOperand(operand)
    return { head: { ...body, to: head.to, children: [first, head] }, around }
  }
  return { head: body, around: (instead) => instead }
}

/** An `or` that came out of a test within an `and` binds less than that: `a and (b or c)` becomes `(a and b) or c`. */
function upwards(tree: Tree): Tree {
  const [left, and, right] = tree.children
  if (tree.name !== 'Conjunction' || right?.name !== 'Disjunction' || !left || !and) return tree
  const [first, or, last] = right.children
  if (!first || !or || !last) return tree
  const joined = upwards({ ...tree, to: first.to, children: [left, and, first] })
  return { ...right, from: tree.from, children: [joined, or, last] }
}

function isJunction({ name }: Tree): boolean {
  return name === 'Conjunction' || name === 'Disjunction'
}
