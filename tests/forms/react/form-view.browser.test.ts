import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { still } from '../../support/still.ts'
import { aForm, number, text } from '../a-form.ts'
import { desk, type FormPages, formPages, phone } from './form-page.ts'

let pages: FormPages
beforeAll(async () => {
  pages = await formPages()
})
afterAll(() => pages?.close())
afterEach(() => pages.serveWorker(true))

/** A shared machine may be slow; a person waits too. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 })
const submit = (page: Page) => page.getByRole('button', { name: '提交' }).click()
const submitted = (page: Page) =>
  page.waitForFunction(() => window.formPage?.submitted).then((answers) => answers.jsonValue())
const changed = (page: Page) => page.evaluate(() => window.formPage?.changed)
const problems = (page: Page) => page.locator('.gz-summary a').allTextContents()
const box = (page: Page, name: string, nth = 0) => page.getByRole('textbox', { name: new RegExp(`^${name}`) }).nth(nth)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '')
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const png = { name: '门头.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') }

async function fillWhatIsDemanded(page: Page) {
  await box(page, '房屋地址').fill('剡湖街道官河路 18 号')
  await box(page, '建筑面积').fill('８６.５')
  await page.getByRole('radio', { name: '合租' }).check()
  await box(page, '姓名').fill('张三')
  await box(page, '手机号码').fill('13812345678')
  await page.getByRole('button', { name: '添加承租人' }).click()
  await box(page, '姓名', 1).fill('李四')
}

describe('a person with a form', () => {
  it.each([
    ['a desk', desk],
    ['a phone', phone],
  ])('fills it in and reads what was filled, at %s', async (_name, options) => {
    const { page, complaints } = await pages.open(options)
    await fillWhatIsDemanded(page)
    await page.getByRole('checkbox', { name: '擅自分隔搭建' }).check()
    await box(page, '隐患说明').fill('二楼加了隔断。')
    await page.locator('.gz-field-photo input[type=file]').last().setInputFiles(png)
    await page.getByRole('img', { name: '门头.png' }).waitFor()
    await submit(page)

    expect(await submitted(page)).toEqual({
      address: '剡湖街道官河路 18 号',
      area: 86.5,
      rentMode: 'shared',
      ownerName: '张三',
      ownerPhone: '13812345678',
      tenants: [{ name: '李四' }],
      occupants: 1,
      hazards: ['R02'],
      hazardNote: '二楼加了隔断。',
      photos: [{ id: 'file-1', name: '门头.png', type: 'image/png', size: 8 }],
    })
    await soon(() => page.locator('.gz-answers').innerText()).toContain('擅自分隔搭建')
    expect(complaints).toEqual([])
  })

  it('is told what is wrong, led to it, and sees it go once mended', async () => {
    const { page } = await pages.open()
    await submit(page)

    await soon(() => problems(page)).toHaveLength(6)
    expect((await problems(page))[0]).toBe('请填写“房屋地址”。')
    await soon(() => focused(page)).toMatch(/-address$/)
    await page.getByRole('link', { name: '请填写“手机号码”。' }).click()
    await soon(() => focused(page)).toMatch(/-ownerPhone$/)
    expect(await box(page, '手机号码').getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.type('13812345678')
    await soon(() => problems(page)).toHaveLength(5)
    expect(await box(page, '手机号码').getAttribute('aria-invalid')).toBe('false')
  })

  it('is not blamed for what is not answered yet, but told at once of an answer that is wrong', async () => {
    const { page } = await pages.open()
    await box(page, '房屋地址').focus()
    await box(page, '公民身份号码').fill('110105194912310021')
    await box(page, '建筑面积').fill('很大')
    await box(page, '房间数').focus()

    await expect
      .poll(() => problems(page))
      .toEqual([
        '“建筑面积（平方米）”要填数字，例如 12.5。',
        '“公民身份号码”不是有效的公民身份号码：应为 18 位，末位可为大写 X，请对照证件核对。',
      ])
    expect(await box(page, '建筑面积').inputValue()).toBe('很大')
  })

  it('sees what the rules show, and what is hidden comes back as it was', async () => {
    const { page } = await pages.open()
    await fillWhatIsDemanded(page)
    await page.getByRole('radio', { name: '是', exact: true }).check()
    await page.getByRole('heading', { name: '承租人名单' }).waitFor({ state: 'detached' })
    expect(await changed(page)).not.toHaveProperty('tenants')
    await page.getByRole('radio', { name: '否', exact: true }).check()

    expect(await box(page, '姓名', 1).inputValue()).toBe('李四')
  })

  it('adds, moves and removes items of a repeated group; what is filled in is not removed without asking', async () => {
    const { page } = await pages.open()
    for (const name of ['甲', '乙', '丙']) {
      await page.getByRole('button', { name: '添加承租人' }).click()
      await soon(() => focused(page)).toMatch(/-tenants-\d-name$/)
      await page.keyboard.type(name)
    }
    await page.getByRole('button', { name: '上移承租人 3' }).click()
    await page.getByRole('button', { name: '删除承租人 1' }).click()
    await page.getByText('承租人 1已经填了内容，确定删除吗？').waitFor()
    expect(await changed(page)).toMatchObject({ tenants: [{ name: '甲' }, { name: '丙' }, { name: '乙' }] })
    await page.getByRole('button', { name: '删除承租人', exact: true }).click()

    await soon(() => changed(page)).toMatchObject({ tenants: [{ name: '丙' }, { name: '乙' }], occupants: 2 })
    expect(await box(page, '姓名', 1).inputValue()).toBe('丙')
    await page.getByRole('button', { name: '添加承租人' }).click()
    await page.getByRole('button', { name: '删除承租人 3' }).click()
    await soon(() => page.locator('.gz-item').count()).toBe(2)
  })

  it('composes Chinese in peace: nothing is taken before the word is whole', async () => {
    const { page } = await pages.open()
    const keyboard = await page.context().newCDPSession(page)
    await box(page, '房屋地址').focus()
    await keyboard.send('Input.imeSetComposition', { text: 'guan he', selectionStart: 7, selectionEnd: 7 })
    expect(await box(page, '房屋地址').inputValue()).toBe('guan he')
    expect(await changed(page)).toBeUndefined()
    await keyboard.send('Input.insertText', { text: '官河路' })

    await soon(() => changed(page)).toMatchObject({ address: '官河路' })
  })

  it('uses the keyboard alone', async () => {
    const { page } = await pages.open()
    await box(page, '房屋地址').focus()
    await page.keyboard.type('官河路 18 号')
    await page.keyboard.press('Tab')
    await page.keyboard.type('租赁')
    await page.keyboard.press('Enter')
    await soon(() => changed(page)).toMatchObject({ dwelling: '02' })
    await page.keyboard.press('Tab')
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('清除')
    await page.keyboard.press('Tab')
    await page.keyboard.type('90')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')

    await soon(() => changed(page)).toMatchObject({ address: '官河路 18 号', area: 90, rentMode: 'shared' })
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '提交' }).focus()
    await page.keyboard.press('Enter')
    await soon(() => problems(page)).toHaveLength(3)
  })

  it('picks a date and a choice from a long list by typing', async () => {
    const { page } = await pages.open()
    await box(page, '出租起始日期').click()
    await page.keyboard.type('2026-03-04')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: '住所类型' }).click()
    await page.keyboard.type('租赁')
    await page.keyboard.press('Enter')

    await soon(() => changed(page)).toMatchObject({ rentedFrom: '2026-03-04', dwelling: '02' })
  })

  it('is told why a file is not taken, and takes one away again', async () => {
    const { page } = await pages.open()
    const input = page.locator('.gz-field-photo input[type=file]').last()
    await input.setInputFiles([png, { name: '<b>说明</b>.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }])
    await page.getByText('“<b>说明</b>.txt”不是图片，请换一张照片。').waitFor()
    await input.setInputFiles({ ...png, name: 'lost.png' })
    await page.getByText('“lost.png”没有传上去，请检查网络后重试。').waitFor()
    await input.setInputFiles({ ...png, name: '大.png', buffer: Buffer.alloc(11 * 1024 * 1024) })
    await page.getByText('“大.png”超过 10 MB，请压缩后再传。').waitFor()
    expect(await changed(page)).toMatchObject({ photos: [{ name: '门头.png' }] })
    await page.getByRole('button', { name: '删除 门头.png' }).click()

    await soon(() => changed(page)).not.toHaveProperty('photos')
  })

  it('reads a citizen number from a picture of the card where the device can, and offers it nowhere else', async () => {
    const { page } = await pages.open()
    const scan = page.getByRole('button', { name: '扫描证件' })
    await box(page, '公民身份号码').waitFor()
    expect(await scan.count()).toBe(0)

    await page.addInitScript(() => {
      class CardReader {
        detect = async () => [{ rawValue: '公民身份号码' }, { rawValue: '110105 19491231 002x' }]
      }
      Object.assign(globalThis, { TextDetector: CardReader })
    })
    await page.reload()
    await scan.first().waitFor()
    await page
      .locator('.gz-field-person-id input[type=file]')
      .first()
      .setInputFiles({ ...png, buffer: onePixel })
    await soon(() => changed(page)).toMatchObject({ ownerId: '11010519491231002X' })
    await page.context().close()
  })

  it('keeps what was typed when the definition is replaced under it', async () => {
    const { page } = await pages.open(desk, { definition: aForm({ name: text, area: number }) })
    await box(page, 'name').fill('张三')
    await page.evaluate((form) => window.formPage?.replace?.(form), aForm({ name: text, note: text }))
    await box(page, 'note').fill('新')

    expect(await box(page, 'name').inputValue()).toBe('张三')
    await submit(page)
    expect(await submitted(page)).toEqual({ name: '张三', note: '新' })
  })

  it('sees what the server found, until that answer is another', async () => {
    const problem = {
      fieldId: 'owner-phone',
      path: '/ownerPhone',
      code: 'taken',
      message: { 'zh-CN': '这个号码已登记。' },
    }
    const { page } = await pages.open(desk, { problems: [problem] })
    await fillWhatIsDemanded(page)
    await submit(page)

    await soon(() => problems(page)).toEqual(['这个号码已登记。'])
    await soon(() => focused(page)).toMatch(/-ownerPhone$/)
    await box(page, '房间数').fill('3')
    await box(page, '房屋地址').focus()
    await soon(() => changed(page)).toMatchObject({ rooms: 3 })
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(await problems(page)).toEqual(['这个号码已登记。'])
    await box(page, '手机号码').fill('13812345679')
    await soon(() => problems(page)).toEqual([])
  })

  it('is told where answers cannot be checked here, and may submit all the same', async () => {
    pages.serveWorker(false)
    const problem = { fieldId: 'address', path: '/address', code: 'required', message: { 'zh-CN': '请填写地址。' } }
    const { page } = await pages.open(desk, { problems: [problem] })
    await submit(page)

    await soon(() => problems(page)).toEqual(['请填写地址。'])
    await page.getByText('本机暂时无法检查填写内容，提交后由服务器检查。').waitFor()
    expect(await submitted(page)).toEqual({ occupants: 0 })
  })
})

describe('how the form looks', () => {
  const cases = [
    ['a desk, in Chinese', desk, ''],
    ['a phone, in English', phone, '?locale=en'],
  ] as const

  it.each(cases)('has no accessibility findings at %s, filled or with problems', async (_name, options, query) => {
    const { page } = await pages.open(options, {}, query)
    await page.locator('.gz-add').click()
    await page.locator('.gz-choices-list label').first().click()
    await page.locator('.gz-field-photo input[type=file]').last().setInputFiles(png)
    await page.locator('.gz-submit button').click()
    await page.locator('.gz-summary').waitFor()
    await page.locator('.gz-submit [aria-busy=false]').waitFor()
    await still(page)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .disableRules(['region', 'landmark-one-main'])
      .analyze()

    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([])
  })

  it('fits a phone: no sideways scroll, and nothing to touch is smaller than 44 px', async () => {
    const { page } = await pages.open(phone)
    await page.locator('.gz-add').click()
    await page.locator('.gz-submit button').click()
    await page.locator('.gz-summary').waitFor()
    const found = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      small: [
        ...document.querySelectorAll(
          '.gz-form button, .gz-form input:not([type=file], [type=radio], [type=checkbox]), .gz-form select, .gz-choices label',
        ),
      ]
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 120)),
    }))

    expect(found).toEqual({ width: 390, small: [] })
  })

  it('shows no word of English in Chinese', async () => {
    const { page } = await pages.open()
    await page.locator('.gz-add').click()
    await submit(page)
    await page.locator('.gz-summary').waitFor()
    const words = await page.evaluate(() => [
      document.body.textContent ?? '',
      ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].map((element) =>
        ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? '').join(' '),
      ),
    ])

    expect(
      words
        .join('\n')
        .match(/[A-Za-z]{2,}/g)
        ?.filter((word) => word !== 'MB') ?? [],
    ).toEqual([])
  })
})
