import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectFitToUse, phone, signIn, type Visitor, visit } from '../runtime/workbench/visitor.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serve } from '../support/served.ts'
import { county, type Patrols, patrols } from './patrols.ts'

let browser: Browser
let server: Served
let admin: Visitor
let cases: Patrols

beforeAll(async () => {
  server = await serve()
  cases = await patrols(server.url)
  browser = await launchChromium()
  admin = await visit(browser, server.url, desk, '/designer/')
  await signIn(admin.page, 'admin')
  await admin.page.getByRole('heading', { name: '定义', level: 1 }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

async function open(path: string, { page }: Visitor = admin): Promise<Page> {
  await page.goto(`${server.url}/designer/${county}${path}`)
  return page
}

/** Answers the dialog that asks why. */
async function because(page: Page, confirm: string, label = '原因') {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(label).fill('现场补录数据')
  await dialog.getByRole('button', { name: confirm, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

describe('an administrator', () => {
  it('finds an incident, adds what is missing with a purpose and a reason, and tries again', async () => {
    await cases.start('stuck')
    const page = await open('/operations')
    await page.getByText('条件用到的数据还没有').first().waitFor()
    await expectFitToUse(page, 'the incidents')
    await page.getByRole('link', { name: '处理' }).first().click()
    await page.getByText('怎么办').waitFor()
    await page.locator('.djs-container .gz-mark-incident').first().waitFor()

    await page.getByRole('button', { name: '查看数据' }).click()
    await because(page, '查看数据', '查看目的')
    await page.getByRole('button', { name: '添加一项' }).click()
    await page.getByLabel('名称', { exact: true }).fill('size')
    await page.getByLabel('类型').click()
    await page.getByTitle('数字', { exact: true }).click()
    await page.getByLabel('值 size').fill('20')
    await page.getByRole('button', { name: '保存修改' }).click()
    await page.getByRole('dialog').getByRole('cell', { name: '（无）' }).waitFor()
    await because(page, '保存修改')
    await page.getByRole('button', { name: '重试' }).click()
    await because(page, '重试')

    await page.getByText('上报街道').last().waitFor()
    await page.getByText('等待办理').waitFor()
    await expectFitToUse(page, 'the case')
    expect(admin.complaints()).toEqual([])
  })

  it('moves two cases to a new release after a trial, and takes them back', async () => {
    await cases.start('visiting')
    await cases.start('visiting')
    await cases.publishNext()
    const page = await open('/operations/migrations/new')
    await page
      .getByRole('row', { name: /现场走访（visit）/ })
      .getByText('建议')
      .waitFor()
    await page.locator('.djs-container .gz-mark-changed').nth(1).waitFor()
    await expectFitToUse(page, 'the map of elements')
    await page.getByLabel('迁移说明').fill('巡查流程改版')
    await page.getByRole('button', { name: '开始试算' }).click()
    await page.getByText('试算完成，待执行').waitFor()
    await page.getByRole('button', { name: /可以迁移\s*2/ }).click()
    await page.getByRole('listitem').filter({ hasText: '可以迁移' }).nth(1).waitFor()
    await expectFitToUse(page, 'the trial')

    await page.getByRole('button', { name: '执行迁移' }).click()
    await because(page, '执行迁移')
    await page.getByRole('button', { name: /已迁移\s*3/ }).waitFor()
    await page.getByRole('button', { name: '撤回迁移' }).click()
    await because(page, '撤回迁移')
    await page.getByRole('button', { name: /已撤回\s*3/ }).waitFor()
    expect(admin.complaints()).toEqual([])
  })

  it('suspends a process on a phone and lets it go on', async () => {
    const visitor = await visit(browser, server.url, phone, '/designer/')
    await signIn(visitor.page, 'admin')
    await visitor.page.getByRole('heading', { name: '定义', level: 1 }).waitFor()
    const page = await open('/operations/processes', visitor)
    const row = page.getByRole('listitem').filter({ hasText: '工地巡查' })
    await row.getByRole('button', { name: '停用' }).click()
    await page.getByLabel('同时挂起正在办理的办件').check()
    await because(page, '停用')
    await row.getByText('正在办理的办件已一并挂起').waitFor()
    await expectFitToUse(page, 'the processes')
    await row.getByRole('button', { name: '启用' }).click()
    await because(page, '启用')
    await row.getByText('正在使用').waitFor()
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})
