import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectFitToUse, type Size, signIn, type Visitor, visit } from '../runtime/workbench/visitor.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serve } from '../support/served.ts'

let browser: Browser
let server: Served
/** The administrator at a desk, for all tests; one on a phone and one who edits at the same time come later. */
let desktop: Visitor

beforeAll(async () => {
  server = await serve()
  browser = await launchChromium()
  desktop = await administrator(desk)
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

const county = '330683'

async function administrator(size: Size): Promise<Visitor> {
  const visitor = await visit(browser, server.url, size, '/designer/')
  await signIn(visitor.page, 'admin')
  await visitor.page.getByRole('heading', { name: '定义', level: 1 }).waitFor()
  return visitor
}

/** Opens a page of the designer. */
async function design(path: string, { page }: Visitor = desktop): Promise<Page> {
  await page.goto(`${server.url}/designer/${county}${path}`)
  return page
}

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })
const saved = (page: Page) => page.getByText('草稿已保存').waitFor()
const node = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}，`) })

async function discardDraft(page: Page) {
  await page.getByRole('button', { name: '放弃草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click()
  await page.getByText('已发布，尚无修改').waitFor()
}

describe('the form editor', () => {
  it('copies questions from one form into another, and says why one of them is hidden', async () => {
    const { page } = desktop
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await design('/form/rental-registration')
    await node(page, '出租用途').click()
    await node(page, '用途说明').click({ modifiers: ['Control'] })
    await page.keyboard.press('Control+c')

    await design('/form/rental-recheck')
    const names = () => page.locator('[data-canvas-node]').count()
    await page.locator('[data-canvas-node]').last().click()
    const before = await names()
    await page.keyboard.press('Control+v')
    await eventually(names).toBe(before + 2)

    await page.getByText('预览', { exact: true }).click()
    await page.getByText(/为什么看不到？（\d 处未显示）/).click()
    await page.getByText(/“用途说明”只在“出租用途”为.*时显示，而现在“出租用途”未填写。/).waitFor()
    await page.getByRole('button', { name: '修改“用途说明”的规则' }).click()
    const rule = page.getByLabel('何时显示')
    await rule.fill('')
    await rule.pressSequentially('出租用途')
    await page.keyboard.press('Enter')
    await rule.pressSequentially(' != null')
    await page.getByText('当“出租用途”已填写时显示').waitFor()
    await expectFitToUse(page, 'a rule being written')
    await saved(page)
    await discardDraft(page)
    expect(desktop.complaints()).toEqual([])
  })

  it('shows a form filled, on paper and as text, takes a header row, and brings back what was; markup stays text', async () => {
    const page = await design('/form/rental-recheck')
    const nodes = () => page.locator('[data-canvas-node]').count()
    const view = (name: string) => page.getByText(name, { exact: true }).first().click()
    const before = await (async () => {
      await page.locator('[data-canvas-node]').first().waitFor()
      return nodes()
    })()

    await view('预览')
    await page.getByRole('button', { name: '填入样例' }).click()
    await page.getByRole('button', { name: '试提交' }).click()
    await page.getByText('填写无误，可以提交。').waitFor()
    const named = '<img src=x onerror=alert(2)>.txt'
    const file = { name: named, mimeType: 'text/plain', buffer: Buffer.from('no picture') }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByText(`“${named}”不是图片`).waitFor()
    await view('打印')
    await page.getByRole('article').getByText('样例-0001').waitFor()

    await view('JSON')
    const json = page.getByRole('textbox', { name: '表单的 JSON' })
    const text = await json.inputValue()
    await json.fill(text.replace('"title": {', '"title": {,'))
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('第 3 行第 13 列').waitFor()
    const markup = '<img src=x onerror=alert(1)>'
    await json.fill(text.replace(/("title": \{\s+"zh-CN": )"[^"]+"/g, `$1"${markup}"`))
    await page.keyboard.press('Control+Enter')
    await page.getByText('已应用，可用“撤销”恢复').waitFor()
    for (const name of ['画布', '预览', '打印']) {
      await view(name)
      await page.getByText(markup).first().waitFor()
    }
    expect(await page.locator('img[onerror], img[src="x"]').count()).toBe(0)

    await view('画布')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('立即保存草稿').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '粘贴表头…' }).click()
    await page.getByRole('textbox', { name: '表头' }).fill('序号\t姓名*\t联系电话\t备注')
    await page.getByRole('button', { name: '添加 3 个字段' }).click()
    await eventually(nodes).toBe(before + 4)
    await page.getByRole('region', { name: '问题' }).getByText('没有英文').first().waitFor()

    await page.getByRole('button', { name: '历史版本' }).click()
    await page.getByRole('button', { name: '预览修改前' }).last().click()
    await expectFitToUse(page, 'an earlier state of a form')
    await page.getByRole('button', { name: '恢复到此版本' }).click()
    await eventually(nodes).toBe(before)
    await view('JSON')
    await eventually(() => json.inputValue()).toBe(text)
    await saved(page)
    await discardDraft(page)
    expect(desktop.complaints()).toEqual([])
  })

  it('shows at the field what keeps it from being published', async () => {
    const page = await design('/form/rental-recheck')
    await page.getByRole('region', { name: '添加' }).getByRole('button', { name: '单行文本' }).click()
    await page.getByLabel('何时显示').fill('1 +')
    await page.keyboard.press('Tab')

    await page.getByRole('region', { name: '问题' }).getByText('1 个错误').waitFor()
    await page.getByRole('button', { name: '发布…' }).click()
    await page.getByText('存在错误，改正后才能发布。').waitFor()
    expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)

    await page.getByRole('listitem').getByRole('button').first().click()
    await page.getByLabel('何时显示').waitFor()
    await discardDraft(page)
  })

  it('asks whose edits stay where two edit at once', async () => {
    const colleague = await administrator(desk)
    const first = await design('/form/rental-inspection', colleague)
    const second = await design('/form/rental-inspection')
    const rename = async (page: Page, title: string) => {
      await page.getByLabel('标题（中文）').fill(title)
      await page.keyboard.press('Enter')
    }
    await rename(first, '甲改的检查表')
    await saved(first)
    await rename(second, '乙改的检查表')

    await second.getByText(/管理员 陈明 于 .* 保存了草稿，您的修改尚未保存。/).waitFor()
    await second.getByRole('button', { name: '放弃我的修改，载入最新内容' }).click()
    await eventually(() => second.getByLabel('标题（中文）').inputValue()).toBe('甲改的检查表')

    await rename(first, '甲再改的检查表')
    await first.getByText('有修改，即将自动保存').waitFor()
    await saved(first)
    await rename(second, '乙又改的检查表')
    await second.getByRole('button', { name: '保留我的修改，覆盖对方' }).click()
    await saved(second)
    await first.reload()
    await eventually(() => first.getByLabel('标题（中文）').inputValue()).toBe('乙又改的检查表')
    await discardDraft(first)
    await colleague.close()
  })
})

describe('the process editor', () => {
  it('changes an element, marks what is wrong with it, and takes it back', async () => {
    const page = await design('/process/rental-housing')
    await page.locator('[data-element-id="no-hazard_label"]').click()
    await page.getByLabel('条件', { exact: true }).fill('=count(')
    await page.getByText('表达式有误：第 8 个字符处无法理解').waitFor()

    await page.getByRole('region', { name: '问题' }).getByText('1 个错误').waitFor()
    await page.locator('.djs-connection[data-element-id="no-hazard"].gz-error').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('没有发现问题').waitFor()
    await discardDraft(page)
    expect(desktop.complaints()).toEqual([])
  })

  it('saves before the page is left, and keeps what it does not know', async () => {
    const page = await design('/process/rental-housing')
    await page.locator('[data-element-id="rectify"]').click()
    await page.getByLabel('名称（中文）').fill('限期整改')
    await page.getByRole('link', { name: '返回' }).click()
    await page.getByRole('heading', { name: '定义', level: 1 }).waitFor()

    const answer = await page.request.get(`${server.url}/api/definitions/process/rental-housing?region=${county}`)
    const { draft, published } = await answer.json()
    expect(draft.content).toContain('name="限期整改"')
    const kept = (xml: string) =>
      [
        ...xml
          .replaceAll('&#34;', '&quot;')
          .replaceAll('&#62;', '&gt;')
          .matchAll(/<(zeebe|gezhi):[^>]*>/g),
      ]
        .map(([tag]) => tag)
        .sort()
    expect(kept(draft.content)).toEqual(kept(published))

    await design('/process/rental-housing')
    await discardDraft(page)
  })

  it('offers what the engine runs, in Chinese', async () => {
    const page = await design('/process/rental-housing')
    await page.locator('[data-element-id="rectify"]').click()
    await page.locator('.djs-context-pad [data-action="replace"]').click()

    const offered = await page.locator('.djs-popup .entry').allTextContents()
    expect(offered.map((text) => text.trim())).toEqual([
      '普通任务',
      '自动任务',
      '手工任务',
      '决策任务',
      '计算任务',
      '子流程（折叠）',
      '子流程（展开）',
    ])
    expect(desktop.complaints()).toEqual([])
  })
})
