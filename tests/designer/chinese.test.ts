import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chinese } from '../../designer/process-editor/diagram/chinese.ts'
import { translateModule } from '../../designer/process-editor/diagram/translate-module.ts'

const text = String.raw`(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")`
const call = String.raw`(?<![.\w'"])(?:self\.|this\.)?_?translate\(`

describe('the Chinese of the drawing tool', () => {
  const sources = ['bpmn-js/lib', 'diagram-js/lib'].flatMap(javaScriptIn)

  it('has every text that the tool translates', () => {
    const said = new Set(sources.flatMap(textsIn))

    expect(said.size).toBeGreaterThan(120)
    expect([...said].filter((words) => !Object.hasOwn(chinese, words))).toEqual([])
  })

  it('knows every way in which the tool asks for a text', () => {
    const asked = new Set(sources.flatMap(otherArguments))

    expect([...asked].sort()).toEqual([
      "'Align elements ' + alignment",
      'COLLAB_ERR_MSG',
      'DATA_OBJECT_ERR_MSG',
      'label',
    ])
  })

  it('is shown where Chinese is chosen, with names filled in', () => {
    const [, translate] = translateModule(() => 'zh-CN').translate as [string, Translate]
    const [, leave] = translateModule(() => 'en').translate as [string, Translate]

    expect(translate('Open {element}', { element: '检查' })).toBe('打开检查')
    expect(leave('Open {element}', { element: 'Check' })).toBe('Open Check')
    expect(translate('constructor')).toBe('constructor')
  })
})

type Translate = (template: string, replacements?: Record<string, string>) => string

/** Files that are given `translate`; in the others the word means moving a drawing. */
function javaScriptIn(folder: string): string[] {
  const root = join('node_modules', folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .filter((source) => source.includes('ranslate') || source.includes('label:'))
}

function textsIn(source: string): string[] {
  return [
    ...found(source, new RegExp(String.raw`${call}\s*${text}\s*[,)]`, 'g')),
    ...found(source, new RegExp(String.raw`\blabel:\s*${text}`, 'g')),
    ...found(source, new RegExp(`_ERR_MSG = ${text}`, 'g')),
    ...found(source, new RegExp(`var label = ${text}`, 'g')),
    ...(source.includes("'Align elements ' + alignment") ? alignments(source) : []),
  ].map((words) => words.replaceAll("\\'", "'"))
}

function alignments(source: string): string[] {
  const list = /ALIGNMENT_OPTIONS = \[([^\]]*)\]/.exec(source)?.[1] ?? ''
  return found(list, new RegExp(text, 'g')).map((alignment) => `Align elements ${alignment}`)
}

/** What is passed to the injected `translate` other than a text. */
function otherArguments(source: string): string[] {
  const isInjected = /'translate'|_translate\b/.test(source)
  const calls = isInjected ? [...source.matchAll(new RegExp(String.raw`${call}\s*([^,)]*)`, 'g'))] : []
  return calls.map(([, argument]) => argument!.trim()).filter((argument) => !new RegExp(`^${text}$`).test(argument))
}

const found = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
