import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormDefinition, LayoutNode } from '#forms'
import { desk, expectFitToUse, signIn, type Visitor, visit } from '../runtime/workbench/visitor.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serve } from '../support/served.ts'

let browser: Browser
let server: Served

beforeAll(async () => {
  server = await serve()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

const county = '330683'

async function administrator(size = desk): Promise<Visitor> {
  const visitor = await visit(browser, server.url, size, '/designer/')
  await signIn(visitor.page, 'admin')
  await visitor.page.getByRole('heading', { name: '定义', level: 1 }).waitFor()
  return visitor
}

/** Begins a form that asks nothing, and gives its id. */
async function begin(page: Page, title: string): Promise<string> {
  await page.getByRole('button', { name: '新建表单' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('收集目的').fill('建立出租房屋台账')
  await page.getByLabel('法律依据').fill('《住房租赁条例》')
  await page.getByLabel('标题').press('Enter')
  await page.getByText('表单还没有内容').waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

const node = (page: Page, title: string) => page.getByRole('treeitem', { name: new RegExp(`^${title}，`) })
const titleEditor = (page: Page) => page.locator('[data-title-editor]')

/** Writes the title of what was just added. */
async function named(page: Page, title: string) {
  await titleEditor(page).waitFor()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  await node(page, title).waitFor()
}

/** What was asked of the server to keep, in outline: titles, what is in them, and how much of a row they take. */
async function kept(page: Page, id: string): Promise<{ form: FormDefinition; outline: string }> {
  await page.getByText('草稿已保存').waitFor()
  const answer = await page.request.get(`${server.url}/api/definitions/form/${id}?region=${county}`)
  const form = JSON.parse((await answer.json()).draft.content) as FormDefinition
  return { form, outline: outline(form.layout) }
}

const outline = (nodes: readonly LayoutNode[]): string =>
  nodes
    .map((node) => {
      const title = node.kind === 'text' ? node.text['zh-CN'] : node.title['zh-CN']
      const span = node.kind === 'field' && node.span !== undefined && node.span < 24 ? `:${node.span}` : ''
      return 'children' in node ? `${title}[${outline(node.children)}]` : title + span
    })
    .join(' ')

const wanted =
  '出租人[姓名:8 公民身份号码:8 联系电话:8] ' +
  '房屋[房屋地址 出租用途 用途说明 出租方式 建筑面积 出租间数 房屋照片] ' +
  '承租人[承租人名单[承租人姓名 证件号码 入住日期]]'

/** What is not drawn but written: the list of uses, and the rule about them. */
async function describeUse(page: Page) {
  await node(page, '出租用途').click({ position: { x: 20, y: 10 } })
  await page.getByLabel('变量名').fill('use')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: /^代码表 / }).press('Enter')
  const lists = page.getByRole('dialog')
  await lists.getByRole('button', { name: /^出租用途/ }).press('Enter')
  const take = lists.getByRole('button', { name: '使用此代码表' })
  await expect.poll(() => take.isEnabled()).toBe(true)
  await take.press('Enter')
  await node(page, '用途说明').click({ position: { x: 20, y: 10 } })
  await page.getByLabel('何时显示').fill('use = "99"')
  await page.keyboard.press('Tab')
  await page.getByRole('treeitem', { name: /^用途说明，.*规则：当“出租用途”为“其他”时显示/ }).waitFor()
}

/** The form is filled in the preview, by its rule. */
async function fillAndTry(page: Page) {
  await page.getByText('预览', { exact: true }).click()
  const preview = page.getByRole('region', { name: '预览' })
  await preview.getByLabel('姓名').first().fill('测试出租人')
  expect(await preview.getByLabel('用途说明').count()).toBe(0)
  await preview.getByLabel('出租用途').click()
  await page.getByRole('option', { name: '其他', exact: true }).click()
  await preview.getByLabel('用途说明').fill('仓库')
  await preview.getByRole('button', { name: /添加承租人/ }).click()
  await preview.getByLabel('承租人姓名').fill('测试承租人')
  await preview.getByRole('button', { name: '试提交' }).click()
  await page.getByText('填写无误，可以提交。').waitFor()
}

describe('the registration form of rental housing, from nothing', () => {
  it('is built with the mouse', async () => {
    const visitor = await administrator()
    const { page } = visitor
    const id = await begin(page, '出租房屋登记一')
    const palette = page.getByRole('region', { name: '添加' })
    const canvas = page.getByRole('tree', { name: '画布' })
    /** Drags a kind to a place of a node: shares of its width and height. */
    const drag = async (kind: string, to: Locator, x: number, y: number, title: string) => {
      const box = (await to.boundingBox())!
      const from = palette.getByRole('button', { name: kind, exact: true })
      await from.dragTo(to, { targetPosition: { x: box.width * x, y: box.height * y } })
      await named(page, title)
    }
    const inside = (title: string) => [node(page, title), 0.5, 0.7] as const
    const beside = (title: string) => [node(page, title), 0.95, 0.5] as const
    const below = (title: string) => [node(page, title), 0.5, 0.9] as const

    await drag('分区', canvas, 0.5, 0.5, '出租人')
    await drag('单行文本', ...inside('出租人'), '姓名')
    await drag('公民身份号码', ...beside('姓名'), '公民身份号码')
    await drag('电话', ...beside('公民身份号码'), '联系电话')
    await drag('分区', canvas, 0.5, 0.95, '房屋')
    await drag('单行文本', ...inside('房屋'), '房屋地址')
    await drag('代码表', ...below('房屋地址'), '出租用途')
    await drag('单行文本', ...below('出租用途'), '用途说明')
    await drag('单选', ...below('用途说明'), '出租方式')
    await drag('数字', ...below('出租方式'), '建筑面积')
    await drag('照片', ...below('建筑面积'), '房屋照片')
    await drag('数字', node(page, '房屋照片'), 0.5, 0.1, '出租间数')
    await drag('分区', canvas, 0.5, 0.98, '承租人')
    await drag('重复组', ...inside('承租人'), '承租人名单')
    await node(page, '单行文本').dblclick({ position: { x: 20, y: 12 } })
    await named(page, '承租人姓名')
    await drag('日期', ...below('承租人姓名'), '入住日期')
    await drag('单行文本', node(page, '入住日期'), 0.05, 0.5, '证件号码')
    await expectFitToUse(page, 'the canvas')
    await describeUse(page)

    expect((await kept(page, id)).outline).toBe(wanted.replaceAll(/(承租人姓名|证件号码|入住日期)/g, '$1:8'))
    await fillAndTry(page)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })

  it('is built by keyboard alone, each move said aloud and taken back', async () => {
    const visitor = await administrator()
    const { page } = visitor
    const { keyboard } = page
    const id = await begin(page, '出租房屋登记二')
    const add = async (kind: string, title: string) => {
      await keyboard.press('/')
      await keyboard.type(kind)
      await keyboard.press('Enter')
      await named(page, title)
    }
    const said = page.locator('[data-announcer]')

    await add('分区', '出租人')
    await add('dhwb', '姓名')
    await add('身份证', '公民身份号码')
    await add('手机', '联系电话')
    await keyboard.press('Alt+ArrowLeft')
    await add('分区', '房屋')
    await add('单行文本', '房屋地址')
    await add('代码表', '出租用途')
    await add('单行文本', '用途说明')
    await add('单选', '出租方式')
    await add('数字', '建筑面积')
    await keyboard.press('Control+d')
    await keyboard.press('F2')
    await named(page, '出租间数')
    await add('照片', '房屋照片')
    await add('分区', '承租人')
    await add('重复组', '承租人名单')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await named(page, '承租人姓名')
    await add('日期', '入住日期')
    await add('单行文本', '证件号码')
    await keyboard.press('Alt+ArrowUp')
    await expect.poll(() => said.textContent()).toContain('“证件号码”移到“承租人名单”内，第 2 项，共 3 项')

    await keyboard.press('Home')
    await keyboard.press('Alt+ArrowDown')
    await keyboard.press('Delete')
    await expect.poll(() => node(page, '出租人').count()).toBe(0)
    await keyboard.press('Control+z')
    await keyboard.press('Control+z')
    await expect.poll(() => said.textContent()).toContain('已撤销')
    await describeUse(page)

    expect((await kept(page, id)).outline).toBe(wanted)
    await fillAndTry(page)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})
