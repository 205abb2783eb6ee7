import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a person does with the product, in the words on the screen. Chinese interface. */

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof sizes

/** Someone signed in, at a browser of their own. */
export interface Person {
  readonly page: Page
  readonly size: Size
  /** What the browser's console complained of. */
  readonly complaints: string[]
  readonly leave: () => Promise<void>
}

export async function person(browser: Browser, url: string, userName: string, size: Size): Promise<Person> {
  const context: BrowserContext = await browser.newContext({
    viewport: sizes[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  await page.goto(url)
  await page.getByLabel('用户名').fill(userName)
  await page.getByLabel('密码', { exact: true }).fill('gezhi-demo')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
  return { page, size, complaints, leave: () => context.close() }
}

/** Goes to one of the parts of the workbench by its navigation. */
export async function goTo({ page }: Person, part: '待办' | '新建办件' | '办件') {
  await page.getByRole('navigation').getByRole('link', { name: part, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: part === '新建办件' ? /新建办件|选择/ : part }).waitFor()
}

/** Registers a rental house with one tenant and one photo. Gives back the case number shown. */
export async function registerHouse(worker: Person, address: string, more?: (page: Page) => Promise<void>) {
  const { page } = worker
  await goTo(worker, '新建办件')
  await page
    .getByRole('link', { name: /出租房屋登记/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: /^姓名/ }).fill('钱伯明')
  await page.getByLabel(/^公民身份号码/).fill('999901199003070017')
  await page
    .getByLabel(/^联系电话/)
    .first()
    .fill('0575-83010001')
  await page.getByLabel(/^房屋地址/).fill(address)
  await choose(page, '出租用途', '居住')
  await page.getByRole('radio', { name: '分间出租' }).check()
  await page.getByLabel(/^建筑面积/).fill('96')
  await page.getByLabel(/^出租间数/).fill('4')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '外观.png', mimeType: 'image/png', buffer: onePixel })
  await page.getByRole('button', { name: /删除 外观/ }).waitFor()
  await page.getByRole('button', { name: '添加承租人' }).click()
  await page.getByRole('textbox', { name: /^姓名/ }).last().fill('孙晓岚')
  await choose(page, '证件种类', '居民身份证')
  await page.getByLabel(/^证件号码/).fill('999901198506150022')
  await more?.(page)
  await submit(page)
  const number = await page
    .getByText(/办件号 \d{19}/)
    .first()
    .textContent()
  return /\d{19}/.exec(number ?? '')![0]
}

/** Opens the task of that name in the inbox, for the case with that number. */
export async function openTask(worker: Person, task: string, number: string) {
  const { page } = worker
  await page.goto(new URL('/', page.url()).href)
  await page
    .getByRole('link', { name: new RegExp(`${task}[^]*${number}`) })
    .first()
    .click()
  await page.getByRole('button', { name: '提交' }).waitFor()
}

/** 安全检查: ticks the hazards. */
export async function inspect(worker: Person, number: string, hazards: readonly RegExp[]) {
  const { page } = worker
  await openTask(worker, '安全检查', number)
  await today(page, '检查日期')
  await page.getByLabel(/^现场居住人数/).fill('6')
  for (const hazard of hazards) await page.getByRole('checkbox', { name: hazard }).check()
  if (hazards.length > 0) await page.getByLabel(/^隐患说明/).fill('楼道堆放杂物，电线私拉乱接')
  await submit(page)
  await page.getByText('已提交').first().waitFor()
}

/** 整改 */
export async function rectify(worker: Person, number: string) {
  const { page } = worker
  await openTask(worker, '整改', number)
  await today(page, '整改完成日期')
  await page.getByLabel(/^整改措施/).fill('清理楼道，重新敷设电线')
  await page.getByRole('radio', { name: '是', exact: true }).check()
  await submit(page)
  await page.getByText('已提交').first().waitFor()
}

/** 复查: ticks what remains. */
export async function recheck(worker: Person, number: string, remaining: readonly RegExp[]) {
  const { page } = worker
  await openTask(worker, '复查', number)
  await today(page, '复查日期')
  for (const hazard of remaining)
    await page
      .getByRole('group', { name: /^仍未整改的隐患/ })
      .getByRole('checkbox', { name: hazard })
      .check()
  if (remaining.length > 0) await page.getByLabel(/^未整改情况说明/).fill('楼道仍有杂物')
  await submit(page)
  await page.getByText('已提交').first().waitFor()
}

/** Opens a case by its number, over the search. */
export async function openCase(worker: Person, number: string) {
  const { page } = worker
  await goTo(worker, '办件')
  await page.getByRole('textbox', { name: '按办件号查找' }).fill(number.slice(-5))
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: new RegExp(number) })
    .first()
    .click()
  await page.getByRole('heading', { name: '办理过程' }).waitFor()
}

/** Adds a required one-line field at the end of the first section of the registration form, and publishes it. */
export async function addFieldAndPublish(admin: Person, title: string, look: () => Promise<void>) {
  const { page } = admin
  await page.goto(new URL('/designer/', page.url()).href)
  await page.getByRole('link', { name: /出租房屋登记与安全检查/ }).click()
  await page.locator('.bjs-container .djs-element').first().waitFor()
  await look()
  await page.goBack()

  await page.getByRole('link', { name: /出租房屋登记表/ }).click()
  await page.getByRole('treeitem', { name: /^出租人，/ }).click({ position: { x: 4, y: 4 } })
  if (admin.size === 'phone') await page.getByRole('button', { name: '添加', exact: true }).click()
  await page.getByRole('button', { name: '单行文本' }).click()
  if (admin.size === 'phone') await page.getByRole('button', { name: '属性', exact: true }).click()
  await page.getByLabel('标题（中文）').fill(title)
  await page.getByRole('checkbox', { name: '必填' }).check()
  if (admin.size === 'phone') await page.keyboard.press('Escape')
  await page.getByText('草稿已保存').waitFor()
  await look()

  await page.getByRole('button', { name: /发布…/ }).click()
  await page.getByText('检查通过').waitFor()
  await look()
  await page.getByLabel('发布说明').fill(`登记表增加“${title}”`)
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('发布成功').waitFor()
}

export const submit = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click()

async function choose(page: Page, field: string, option: string) {
  const radio = page.getByRole('radio', { name: option, exact: true })
  if ((await radio.count()) > 0) return radio.check()
  await page.getByRole('combobox', { name: new RegExp(`^${field}`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function today(page: Page, field: string) {
  const box = page.getByLabel(new RegExp(field)).first()
  if (await box.inputValue()) return
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  await box.fill(date)
  await page.keyboard.press('Tab')
  expect(await box.inputValue()).toBe(date)
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
