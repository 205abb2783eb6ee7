import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { still } from '../../support/still.ts'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1440, height: 900 }

export type Size = typeof phone

/** Someone at a browser of their own, on a device of `size`. Errors of the page fail the test that asks for them. */
export interface Visitor {
  readonly page: Page
  /** What the page has complained about so far; being told to sign in or that answers are refused is none. */
  readonly complaints: () => readonly string[]
  readonly close: () => Promise<void>
}

export async function visit(browser: Browser, url: string, size: Size, path = '/'): Promise<Visitor> {
  const context = await browser.newContext({ viewport: size, hasTouch: size === phone, isMobile: size === phone })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const isRefusal = /status of (401|404|409|422)/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text())
  })
  await page.goto(url + path)
  return { page, complaints: () => complaints, close: () => context.close() }
}

/** Fills in the sign-in form that is on the page. */
export async function signIn(page: Page, userName: string): Promise<void> {
  await page.getByLabel('用户名').fill(userName)
  await page.getByLabel('密码', { exact: true }).fill('gezhi-demo')
  await page.getByRole('button', { name: '登录' }).click()
}

export async function visitAs(browser: Browser, url: string, userName: string, size: Size): Promise<Visitor> {
  const visitor = await visit(browser, url, size)
  await signIn(visitor.page, userName)
  await visitor.page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
  return visitor
}

/** Fills in 出租房屋登记 as far as it must be. */
export async function fillRegistration(page: Page, address: string): Promise<void> {
  await page.getByLabel('姓名').fill('测试出租人')
  await page.getByLabel('公民身份号码').fill('999901199003070017')
  await page.getByLabel('联系电话').fill('13800000000')
  await page.getByLabel('房屋地址').fill(address)
  const use = page.getByLabel('出租用途')
  // On a phone it is the device's own wheel.
  if ((await use.evaluate(({ tagName }) => tagName)) === 'SELECT') await use.selectOption({ label: '居住' })
  else {
    await use.click()
    await page.getByRole('option', { name: '居住', exact: true }).click()
  }
  await page.getByText('整套出租').click()
  await page.getByLabel('建筑面积').fill('86.5')
  await page.getByLabel('出租间数').fill('3')
}

/** Starts a rental case as whoever is signed in on `page`, without the form. */
export async function startRental(page: Page, address: string): Promise<void> {
  const answers = {
    ownerName: '测试出租人',
    ownerCitizenId: '999901199003070017',
    ownerPhone: '13800000000',
    address,
    use: '01',
    rentMode: 'whole',
    area: 86,
    rooms: 3,
  }
  const data = { processId: 'rental-housing', region: '330683001003001', answers, requestId: `request of ${address}` }
  const answer = await page.request.post(new URL('/api/cases', page.url()).href, { data })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** No finding of axe that is serious, and nothing wider than the window. */
export async function expectFitToUse(page: Page, name: string): Promise<void> {
  await still(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0)
}
