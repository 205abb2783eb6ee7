import type { Page } from 'playwright-core'
import type { Figure } from '../../scripts/bench.ts'
import { desk, signIn, visit } from '../runtime/workbench/visitor.ts'
import { launchChromium } from '../support/chromium.ts'
import { serve } from '../support/served.ts'

const region = '330683'
const id = 'rental-recheck'
const fields = 300
const runs = 5

/**
 * Figures of the form editor with a form of 300 fields, in ms, as it is built and served: `open-300` from the click in
 * the list of definitions until the canvas can be worked on, `rename-300` from the end of a title's editing until the
 * canvas shows it and takes the next key. The best of several runs counts, as nothing but other work on the machine makes
 * one worse; a page of the same app without a form is the baseline.
 */
export async function run(report: (figure: Figure) => void): Promise<void> {
  const server = await serve()
  const browser = await launchChromium()
  try {
    const { page } = await visit(browser, server.url, desk, '/designer/')
    await signIn(page, 'admin')
    await heading(page, '定义')
    const content = JSON.stringify(longForm(fields))
    const saved = await page.request.put(`${server.url}/api/definitions/form/${id}/draft?region=${region}`, {
      data: { content, version: 0 },
    })
    if (!saved.ok()) throw new Error(`The form of ${fields} fields was not saved: ${await saved.text()}`)

    const opened: number[] = []
    const renamed: number[] = []
    const bare: number[] = []
    for (let turn = 0; turn < runs; turn += 1) {
      await page.goto(`${server.url}/designer/${region}`)
      opened.push(await untilThere(page, 'a[href$="/form/rental-recheck"]', '[data-canvas-node="f299"]'))
      renamed.push(await timeRenaming(page, `第 ${turn} 次改名`))
      await page.goto(`${server.url}/designer/${region}`)
      bare.push(await untilThere(page, 'a[href$="/codeList/rental-hazard"]', 'main a[aria-label="返回"]'))
    }
    const baseline = Math.min(...bare)
    const open = Math.min(...opened)
    report({ name: 'open-300', value: open, unit: 'ms', baseline, ratio: open / baseline })
    report({ name: 'rename-300', value: Math.min(...renamed), unit: 'ms', baseline: null, ratio: null })
  } finally {
    await browser.close()
    await server.end()
  }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

/** Milliseconds from a click on `link` until `wanted` is there, painted, and the page takes events again. */
async function untilThere(page: Page, link: string, wanted: string): Promise<number> {
  await page.locator(link).first().waitFor()
  return page.evaluate(
    ([link, wanted]) =>
      new Promise<number>((resolve) => {
        const began = performance.now()
        const look = () => {
          if (!document.querySelector(wanted!)) return requestAnimationFrame(look)
          // The frame that shows it, and then the first turn in which nothing is left to be done before an event.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
        }
        document.querySelector<HTMLElement>(link!)?.click()
        look()
      }),
    [link, wanted],
  )
}

async function timeRenaming(page: Page, title: string): Promise<number> {
  await page.locator('[data-canvas-node="f3"]').dblclick()
  const editor = page.locator('[data-title-editor]')
  await editor.fill(title)
  return page.evaluate(
    (title) =>
      new Promise<number>((resolve) => {
        const began = performance.now()
        const look = () => {
          const shown = document.querySelector('[data-canvas-node="f3"]')?.textContent ?? ''
          if (!shown.includes(title)) return requestAnimationFrame(look)
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
        }
        document
          .querySelector('[data-title-editor]')
          ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
        look()
      }),
    title,
  )
}

/** A form of many fields of all kinds in sections of 15; every tenth has a rule. */
function longForm(count: number) {
  const option = (value: string) => ({ value, title: { 'zh-CN': `选项 ${value}`, en: `Option ${value}` } })
  const choice = { widget: 'choice', options: [option('a'), option('b')] }
  const kinds: readonly { readonly schema: object; readonly more?: Partial<typeof choice> }[] = [
    { schema: { type: 'string', maxLength: 100 } },
    { schema: { type: 'number' } },
    { schema: { type: 'string', format: 'date' } },
    { schema: { type: 'boolean' } },
    { schema: { type: 'string' }, more: choice },
    { schema: { type: 'string', format: 'phone' }, more: { widget: 'phone' } },
  ]
  const numbers = Array.from({ length: count }, (_, number) => number)
  const field = (number: number) => {
    const { more } = kinds[number % kinds.length]!
    const options = more?.options?.map((each) => ({ ...each, id: `f${number}-${each.value}` }))
    const title = { 'zh-CN': `第 ${number} 个问题`, en: `Question ${number}` }
    return {
      kind: 'field',
      id: `f${number}`,
      property: `f${number}`,
      title,
      sensitivity: 'none',
      ...more,
      ...(options && { options }),
    }
  }
  const sections = Array.from({ length: Math.ceil(count / 15) }, (_, index) => ({
    kind: 'section',
    id: `s${index}`,
    title: { 'zh-CN': `第 ${index} 部分`, en: `Part ${index}` },
    children: numbers.slice(index * 15, index * 15 + 15).map(field),
  }))
  const words = { 'zh-CN': '测试', en: 'To measure' }
  return {
    id,
    title: { 'zh-CN': '很长的表单', en: 'A long form' },
    purpose: words,
    legalBasis: words,
    schema: {
      type: 'object',
      properties: Object.fromEntries(numbers.map((number) => [`f${number}`, kinds[number % kinds.length]!.schema])),
    },
    layout: sections,
    rules: numbers
      .filter((number) => number % 10 === 0 && number > 0)
      .map((number) => ({
        id: `r${number}`,
        target: `f${number}`,
        kind: 'visible',
        expression: `f${number - 1} != null`,
      })),
  }
}
