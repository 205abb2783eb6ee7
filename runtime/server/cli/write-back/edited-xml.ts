import { type DefinitionKind, definitionOfTree, diffDefinition, treeOfDefinition } from '#definitions'

/**
 * The text of a process or decision with what another text says in it: lines that say the same stay as they are written.
 * Where that cannot be done, the other text whole.
 */
export async function editedXml(kind: DefinitionKind, text: string, wanted: string): Promise<string> {
  const [before, after] = await Promise.all([standard(kind, text), standard(kind, wanted)])
  const lines = text.split('\n')
  if (before === undefined || after === undefined || before.split('\n').length !== lines.length) return wanted
  const isPlain = /<definitions[\s>]/.test(text)
  const spoken = (line: string) => plainEscapes(isPlain ? line.replace(/(<\/?)dmn:/g, '$1') : line)
  const merged = withLines(before.split('\n').map(spoken), after.split('\n').map(spoken), lines).join('\n')
  const { patch } = await diffDefinition(kind, merged, wanted)
  return patch?.changes.length === 0 ? merged : wanted
}

async function standard(kind: DefinitionKind, text: string): Promise<string | undefined> {
  const { tree } = await treeOfDefinition(kind, text)
  return tree && (await definitionOfTree(kind, tree)).content
}

const escapes: Readonly<Record<string, string>> = {
  '&#34;': '&quot;',
  '&#60;': '&lt;',
  '&#62;': '&gt;',
  '&#39;': '&apos;',
}

function plainEscapes(line: string): string {
  return line.replace(/&#(?:34|60|62|39);/g, (found) => escapes[found] ?? found)
}

/** `after`, with `written` in place of the lines that it shares with `before`. */
function withLines(before: readonly string[], after: readonly string[], written: readonly string[]): string[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const middle = shared(old, now).map((was, at) => (was === undefined ? now[at]! : written[head + was]!))
  return [...written.slice(0, head), ...middle, ...written.slice(written.length - tail)]
}

/** For each line of `now` the one of `old` that it is, by the longest sequence that both have. */
function shared(old: readonly string[], now: readonly string[]): (number | undefined)[] {
  if (old.length * now.length > 16_000_000) return now.map(() => undefined)
  const width = now.length + 1
  const longest = new Uint16Array((old.length + 1) * width)
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const at = left * width + right
      longest[at] =
        old[left] === now[right] ? longest[at + width + 1]! + 1 : Math.max(longest[at + width]!, longest[at + 1]!)
    }
  }
  const found: (number | undefined)[] = now.map(() => undefined)
  for (let left = 0, right = 0; left < old.length && right < now.length; ) {
    const at = left * width + right
    if (old[left] === now[right]) {
      found[right] = left
      left += 1
      right += 1
    } else if (longest[at + width]! >= longest[at + 1]!) left += 1
    else right += 1
  }
  return found
}
