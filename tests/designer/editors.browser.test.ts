import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desk, expectFitToUse, signIn, type Visitor, visit } from '../runtime/workbench/visitor.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serve } from '../support/served.ts'

let browser: Browser
let server: Served
let admin: Visitor

beforeAll(async () => {
  server = await serve()
  browser = await launchChromium()
  admin = await visit(browser, server.url, desk, '/designer/')
  await signIn(admin.page, 'admin')
  await admin.page.getByRole('heading', { name: '定义', level: 1 }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

const county = '330683'
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })
const street = '330683001'

async function open(path: string, { page }: Visitor = admin): Promise<Page> {
  await page.goto(`${server.url}/designer/${path}`)
  return page
}

async function setTo(region: string, setting: string, value: string) {
  const page = await open(`${region}/settings`)
  await page.getByLabel(setting, { exact: true }).fill(value)
  await page.keyboard.press('Enter')
  await page.getByText('草稿已保存').waitFor()
}

/** Publishes the drafts, or asks for a review where the button says so. */
async function publish(page: Page, button: string, done: string) {
  await page.getByLabel('发布说明').fill('按本地情况调整')
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(done).first().waitFor()
}

describe('an administrator of a region', () => {
  it('sets a time limit, keeps it when the county changes its own, and goes back to what is inherited', async () => {
    const page = await open(`${street}/settings`)
    const limit = page.getByLabel('出租房屋复查时限', { exact: true })
    await limit.fill('99')
    await page.keyboard.press('Enter')
    await page.getByText(/的值应为不小于 1不大于 30的整数/).waitFor()
    await limit.fill('6')
    await page.keyboard.press('Enter')
    await page.getByText('草稿已保存').waitFor()
    await page.getByRole('button', { name: '发布 1 项修改…' }).click()
    await publish(page, '发布', '发布成功')

    await setTo(county, '出租房屋复查时限', '4')
    await page.getByRole('button', { name: '发布 1 项修改…' }).click()
    await page.getByText('有冲突，保持原来的发布，等待该区域决定').waitFor()
    await publish(page, '发布', '发布成功')

    await open(`${street}/upgrade`)
    await page.getByRole('heading', { name: '需要决定的内容（1）' }).waitFor()
    await expectFitToUse(page, 'a conflict')
    await page.getByRole('radio').last().click()
    await page.getByText('保留本级的内容').waitFor()
    await page.reload()
    await page.getByText('保留本级的内容').waitFor()
    await publish(page, '更新并发布', '已更新并生效')

    await open(`${street}/setting/rentalRecheckDays`)
    await eventually(() => limit.inputValue()).toBe('6')
    await page.getByRole('button', { name: '将“出租房屋复查时限”恢复为继承值' }).click()
    await eventually(() => limit.inputValue()).toBe('4')
    await page.getByText('草稿已保存').waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await eventually(() => limit.inputValue()).toBe('6')
    const drafted = async () => {
      const answer = await page.request.get(`${server.url}/api/settings?region=${street}`)
      const { items } = (await answer.json()) as { items: { draft?: unknown }[] }
      return items.filter(({ draft }) => draft !== undefined).length
    }
    await eventually(drafted).toBe(0)
    expect(admin.complaints()).toEqual([])
  })

  it('has another person approve a decision table that was edited by keyboard', async () => {
    const page = await open(`${street}/role/street_operator`)
    await page.getByLabel('审核他人的发布申请').check()
    await page.getByText('草稿已保存').waitFor()
    await open(`${street}/settings`)
    await page.getByRole('switch', { name: '发布须由两人完成' }).click()
    await page.getByRole('button', { name: '发布 1 项修改…' }).click()
    await publish(page, '发布', '发布成功')

    await open(`${street}/decision/dispute-warning`)
    await page.locator('[data-cell="1:1"]').click()
    await page.keyboard.type('>= (')
    await page.keyboard.press('Enter')
    await page.locator('[data-cell="1:1"][aria-invalid]').waitFor()
    await page.getByLabel('peopleCount').fill('29')
    await page.locator('[data-fires] [data-cell="2:1"]').waitFor()
    await page.locator('[data-cell="1:1"]').focus()
    await page.keyboard.type('>= 29')
    await page.keyboard.press('Enter')
    await page.locator('[data-fires] [data-cell="1:1"]').waitFor()
    await page.getByText('草稿已保存').waitFor()
    await expectFitToUse(page, 'a decision table')
    await page.getByRole('button', { name: '发布…' }).click()
    await publish(page, '提交审核', '已提交审核')

    const reviewer = await visit(browser, server.url, desk)
    await signIn(reviewer.page, 'street')
    await reviewer.page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
    await open(`${street}/publish`, reviewer)
    await reviewer.page.getByRole('button', { name: '通过并发布' }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '通过并发布' }).click()
    await reviewer.page.getByText('已通过').waitFor()
    await expectFitToUse(reviewer.page, 'a request that was approved')
    expect(reviewer.complaints()).toEqual([])
    await reviewer.close()

    await open(`${street}/decision/dispute-warning`)
    await page.locator('[data-cell="1:1"]', { hasText: '>= 29' }).click()
    await page.getByRole('region', { name: '来源' }).getByText('本区域有修改').waitFor()
    expect(admin.complaints()).toEqual([])
  })
})
