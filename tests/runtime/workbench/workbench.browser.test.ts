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

  it('is kept as a draft that another device goes on with; when both save, a person chooses', async () => {
    const desktop = await visitAs(browser, server.url, 'grid', desk)
    const { page } = desktop
    await page.goto(`${server.url}/new/rental-housing`)
    await page.getByLabel('姓名').first().fill('测试出租人')
    await page.getByLabel('房屋地址').fill('草稿路1号101室')
    await page.keyboard.press('Control+s')
    await page.getByText(/草稿已保存/).waitFor()
    await expectFitToUse(page, 'draft')
    await page.getByRole('link', { name: '待办', exact: true }).click()
    const listed = page.getByRole('list', { name: '草稿' }).getByRole('link', { name: /草稿路1号101室/ })
    await listed.waitFor()

    const mobile = await visitAs(browser, server.url, 'grid', phone)
    await mobile.page
      .getByRole('list', { name: '草稿' })
      .getByRole('link', { name: /草稿路1号101室/ })
      .click()
    await mobile.page.getByText(/接着填即可/).waitFor()
    await expectFitToUse(mobile.page, 'resumed on a phone')
    expect(await mobile.page.getByLabel('房屋地址').inputValue()).toBe('草稿路1号101室')
    await listed.click()
    await page.getByText(/接着填即可/).waitFor()

    await mobile.page.getByLabel('房屋地址').fill('草稿路2号')
    await mobile.page.getByText(/草稿已保存/).waitFor()
    await page.getByLabel('姓名').first().fill('另一位出租人')
    await page.getByText('这份草稿在别处也改过').waitFor()
    await page.getByText(/^不同之处/).click()
    await expectFitToUse(page, 'conflict')
    await page.getByRole('button', { name: '用另一份' }).click()
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '草稿路2号'))

    await page.getByRole('link', { name: '待办', exact: true }).click()
    await page.getByRole('button', { name: /放弃草稿：.*草稿路2号/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click()
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('link', { name: /草稿路2号/ }).waitFor()
    await desktop.close()
    await mobile.close()
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

describe('a masked answer', () => {
  it('is shown for a purpose, in a task, in a case and on paper', async () => {
    const worker = await visitAs(browser, server.url, 'grid', desk)
    await startRental(worker.page, '测试路5号101室')
    await worker.close()
    const { page, complaints, close } = await visitAs(browser, server.url, 'community', desk)
    await page.getByRole('link', { name: /安全检查.*测试路5号101室/ }).click()
    await page.getByText('138****0000').waitFor()
    await page.getByRole('button', { name: /^显示/ }).click()
    const dialog = page.getByRole('dialog', { name: '显示隐去的信息' })
    await dialog.getByRole('button', { name: '显示', exact: true }).click()
    await dialog.getByText('请说明用途').last().waitFor()
    await dialog.getByRole('button', { name: '联系当事人' }).click()
    await expectFitToUse(page, 'purpose')
    await dialog.getByRole('button', { name: '显示', exact: true }).click()
    await dialog.getByText('13800000000').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    expect(await page.getByText('13800000000').count()).toBe(0)

    await page.getByRole('link', { name: '查看办件' }).click()
    await page.getByText('999901********0017').waitFor()
    await page.getByRole('button', { name: '打印' }).click()
    await page.getByRole('heading', { name: '出租房屋登记表' }).waitFor()
    await page.locator('.gz-drawn-waiting').waitFor()
    await expectFitToUse(page, 'print')
    expect(await page.getByText('138****0000').count()).toBe(1)
    await page.getByRole('button', { name: '说明用途后完整打印' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '复核材料' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '显示', exact: true }).click()
    await page.getByText('999901199003070017').waitFor()
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(2)
    expect(complaints()).toEqual([])
    await close()
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
