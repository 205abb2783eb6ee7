import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { type Served, serve } from '../../support/served.ts'
import { desk, expectFitToUse, fillRegistration, phone, signIn, startRental, visit, visitAs } from './visitor.ts'

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

describe('signing in', () => {
  it('says at the fields what is missing, and what was refused', async () => {
    const { page, close } = await visit(browser, server.url, phone)

    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('请输入用户名').waitFor()
    await page.getByLabel('用户名').fill('nobody')
    await page.getByLabel('密码', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: '登录' }).click()

    expect(await page.getByRole('alert').textContent()).toContain('用户名或密码不正确')
    await expectFitToUse(page, 'sign in')
    await close()
  })

  it('speaks the chosen language from then on', async () => {
    const { page, close } = await visit(browser, server.url, phone)

    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()

    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await close()
  })
})

describe('what was typed', () => {
  it('goes through after the session has ended and someone has signed in again', async () => {
    const { page, close } = await visitAs(browser, server.url, 'grid', phone)
    await page.goto(`${server.url}/new/rental-housing`)
    await fillRegistration(page, '测试路1号101室')
    await page.context().clearCookies()

    await page.getByRole('button', { name: '提交' }).click()
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await dialog.getByLabel('密码', { exact: true }).fill('gezhi-demo')
    await dialog.getByRole('button', { name: '登录' }).click()

    await page.getByRole('heading', { name: '登记成功' }).waitFor()
    await close()
  })

  it('is not left behind without asking', async () => {
    const { page, close } = await visitAs(browser, server.url, 'grid', desk)
    await page.goto(`${server.url}/new/rental-housing`)
    await page.getByLabel('姓名').fill('测试出租人')

    await page.getByRole('link', { name: '办件', exact: true }).click()
    await page.getByRole('button', { name: '继续填写' }).click()
    expect(await page.getByLabel('姓名').inputValue()).toBe('测试出租人')

    await page.getByRole('link', { name: '办件', exact: true }).click()
    await page.getByRole('button', { name: '离开', exact: true }).click()
    await page.getByRole('heading', { name: '办件', level: 1 }).waitFor()
    await close()
  })

  it('stays where the server cannot be reached', async () => {
    const { page, close } = await visitAs(browser, server.url, 'grid', phone)
    await page.goto(`${server.url}/new/rental-housing`)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('link', { name: '请填写“姓名”' }).waitFor()
    await fillRegistration(page, '测试路2号101室')

    await page.context().setOffline(true)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('无法连接服务器').waitFor()
    await page.getByText('网络已断开').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '提交' }).click()

    await page.getByRole('heading', { name: '登记成功' }).waitFor()
    await close()
  })
})

describe('a task', () => {
  it('that a colleague has completed meanwhile says so and leads on', async () => {
    const worker = await visitAs(browser, server.url, 'grid', desk)
    await startRental(worker.page, '测试路4号101室')
    await worker.close()
    const mine = await visitAs(browser, server.url, 'community', desk)
    await mine.page.getByRole('link', { name: /安全检查.*测试路4号101室/ }).click()
    await mine.page.getByLabel('现场居住人数').waitFor()
    const yours = await visit(browser, server.url, desk, new URL(mine.page.url()).pathname)
    await signIn(yours.page, 'community')

    for (const { page } of [yours, mine]) {
      await page.getByLabel('检查日期').fill('2026-11-02')
      await page.keyboard.press('Tab')
      await page.getByLabel('现场居住人数').fill('2')
      await page.getByRole('button', { name: '提交' }).click()
      if (page === yours.page) await page.getByText('已提交').waitFor()
    }

    await mine.page.getByText('此任务已不能提交').waitFor()
    await mine.page.getByRole('alert').getByRole('link', { name: '查看办件' }).waitFor()
    await mine.close()
    await yours.close()
  })
})

describe.each([
  ['a phone', phone],
  ['a desk', desk],
])('on %s', (_, size) => {
  it('every page is fit to use and raises no error', async () => {
    const { page, complaints, close } = await visitAs(browser, server.url, 'grid', size)
    await expectFitToUse(page, 'inbox')
    await page.goto(`${server.url}/new/rental-housing`)
    await page.getByLabel('姓名').waitFor()
    await expectFitToUse(page, 'start form')
    await fillRegistration(page, `测试路3号${size.width}室`)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '登记成功' }).waitFor()
    await expectFitToUse(page, 'case started')
    const number = /\d{10,}/.exec((await page.getByText('办件号').textContent()) ?? '')?.[0] ?? ''

    await page.goto(`${server.url}/cases`)
    await page.getByRole('textbox', { name: '按办件号查找' }).fill(number.slice(-6))
    await page.getByRole('button', { name: '按办件号查找' }).click()
    await page.getByText(number).first().waitFor()
    await expectFitToUse(page, 'cases')

    await page.getByText(number).first().click()
    await page.getByRole('heading', { name: '流程图' }).waitFor()
    await page.locator('.gz-badge-waiting').waitFor()
    await page.getByRole('link', { name: /bpmn/i }).waitFor()
    await page.getByText('测试出租人').waitFor()
    await page.getByText('当前位置：安全检查').waitFor()
    await expectFitToUse(page, 'case')

    await page.goto(`${server.url}/nowhere`)
    await page.getByRole('heading', { name: '找不到该页面' }).waitFor()
    expect(complaints()).toEqual([])
    await close()
  })
})
