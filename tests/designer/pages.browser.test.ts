import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  desk,
  expectFitToUse,
  phone,
  type Size,
  signIn,
  startRental,
  type Visitor,
  visit,
  visitAs,
} from '../runtime/workbench/visitor.ts'
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

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })

/** Opens a page of the designer. */
async function design(path: string, { page }: Visitor = desktop): Promise<Page> {
  await page.goto(`${server.url}/designer/${county}${path}`)
  return page
}

describe.each([
  ['desk', desk],
  ['phone', phone],
] as const)('every page of the designer at the size of a %s', (_, size) => {
  it('fits, and axe finds nothing serious', async () => {
    const visitor = size === desk ? desktop : await administrator(size)
    const { page } = visitor
    const pages = {
      '': '定义',
      '/process/rental-housing': '出租房屋登记与安全检查',
      '/form/rental-registration': '出租房屋登记表',
      '/decision/rental-risk': '出租房屋风险等级',
      '/codeList/rental-hazard': '出租房屋安全隐患',
      '/role/grid_worker': '网格员',
      '/settings': '设置',
      '/publish': '检查与发布',
      '/releases': '发布记录',
    }
    for (const [path, title] of Object.entries(pages)) {
      await design(path, visitor)
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
      if (path.startsWith('/process')) await page.locator('[data-element-id="rectify"]').waitFor()
      await expectFitToUse(page, path)
    }
    expect(visitor.complaints()).toEqual([])
  })
})

describe('how a process runs', () => {
  it('is seen on its diagram and in a table, for an administrator at a desk and on a phone', async () => {
    const caseworker = await visitAs(browser, server.url, 'grid', desk)
    await startRental(caseworker.page, '剡湖街道热力图一号')
    await startRental(caseworker.page, '剡湖街道热力图二号')
    await caseworker.close()
    const page = await design('/running')
    await page.getByRole('link', { name: /rental-housing/ }).click()
    await page.locator('.gz-heat-5').first().waitFor()
    const table = page.getByRole('table')
    await eventually(() => table.getByRole('row', { name: /安全检查/ }).textContent()).toMatch(/^安全检查[1-9]/)
    await expectFitToUse(page, 'figures at a desk')

    await page.getByText('平均用时', { exact: true }).first().click()
    await table.getByRole('button', { name: '安全检查' }).click()
    await page.locator('g.gz-heat-chosen').first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/^rental-housing-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)

    const mobile = await administrator(phone)
    await design('/running/rental-housing', mobile)
    await mobile.page.locator('.gz-heat-badge').first().waitFor()
    await expectFitToUse(mobile.page, 'figures on a phone')
    expect([...desktop.complaints(), ...mobile.complaints()]).toEqual([])
    await mobile.close()
  })
})

describe('workers', () => {
  it('are registered, get a token that is shown once, and are revoked', async () => {
    const page = await design('/workers')
    await page.getByRole('button', { name: '登记作业程序' }).click()
    await page.getByLabel('名称').fill('短信平台')
    await page.getByLabel('可领取的作业类型').fill('sms.send')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: '登记作业程序' }).click()
    const token = (await page.getByRole('status', { name: '令牌' }).textContent()) ?? ''
    expect(token).toMatch(/^gzw_[\w-]{43}$/)
    await expectFitToUse(page, 'a token')
    const fetched = () =>
      page.request.post(`${server.url}/api/jobs/fetch-and-lock`, {
        data: {},
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await fetched()).status()).toBe(200)
    await page.getByRole('button', { name: '我已保存' }).click()
    await eventually(() => page.getByText(token).count()).toBe(0)

    const listed = page.getByRole('listitem').filter({ hasText: '短信平台' })
    await listed.getByRole('button', { name: '吊销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
    await listed.getByText('已吊销').waitFor()
    expect((await fetched()).status()).toBe(401)
    await expectFitToUse(page, 'workers at a desk')
    expect(desktop.complaints()).toEqual([])
  })
})
