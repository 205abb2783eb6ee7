import type { Choice } from '../../data/choices.ts'
import { pinyinInitials } from './pinyin-initials.ts'

const texts = new WeakMap<readonly Choice[], readonly string[]>()
const initials = new WeakMap<readonly Choice[], readonly string[]>()

/** The choices whose words, code or pinyin initials hold what was typed; those that begin with it first. */
export function findChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const sought = typed.normalize('NFKC').trim().toLowerCase()
  if (sought === '') return choices
  const words = remembered(texts, choices, ({ title, value }) =>
    `${title['zh-CN']} ${title.en ?? ''} ${value}`.toLowerCase(),
  )
  const letters = /^[\da-z\s]*[a-z][\da-z\s]*$/.test(sought)
    ? remembered(initials, choices, ({ title }) => plain(pinyinInitials(title['zh-CN'])))
    : undefined
  const typedLetters = letters ? plain(sought) : sought
  const first: Choice[] = []
  const others: Choice[] = []
  choices.forEach((choice, index) => {
    const [word = '', initial = ''] = [words[index], letters?.[index]]
    if (word.startsWith(sought) || initial.startsWith(typedLetters)) first.push(choice)
    else if (word.includes(sought) || initial.includes(typedLetters)) others.push(choice)
  })
  return [...first, ...others]
}

function remembered(
  cache: WeakMap<readonly Choice[], readonly string[]>,
  choices: readonly Choice[],
  textOf: (choice: Choice) => string,
): readonly string[] {
  const known = cache.get(choices)
  if (known) return known
  const made = choices.map(textOf)
  cache.set(choices, made)
  return made
}

function plain(text: string): string {
  return text.replaceAll(/\s/g, '')
}
