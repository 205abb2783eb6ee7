import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longForm } from '../../fixtures/form-bench/long-form.ts'
import { still } from '../../support/still.ts'
import { aForm, aGroup, text } from '../a-form.ts'
import { desk, type FormPages, formPages, phone } from './form-page.ts'

let pages: FormPages
beforeAll(async () => {
  pages = await formPages()
})
afterAll(() => pages?.close())

const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 })
const changed = (page: Page) => page.evaluate(() => window.formPage?.changed)
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const box = (page: Page, name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) }).first()
const step = (page: Page) => page.locator('[aria-current=step]').textContent()
const saved = (page: Page) => page.getByText(/草稿已保存/).waitFor()

async function violations(page: Page) {
  await still(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

async function pick(page: Page, name: string, typed: string, option: string) {
  await page.getByRole('combobox', { name, exact: true }).click()
  await page.keyboard.type(typed)
  await page.getByRole('option', { name: option, exact: true }).waitFor()
  await page.keyboard.press('Enter')
}

describe('a form in steps', () => {
  it('is filled with every kind of answer, checked step by step, read once more, submitted and printed', async () => {
    const { page, complaints } = await pages.open(desk, {}, '?form=every&print')
    await button(page, '下一步').click()
    await page.getByRole('link', { name: '请填写“房屋名称”。' }).waitFor()
    expect(await step(page)).toContain('房屋情况')
    await box(page, '房屋名称').fill('官河路 18 号')
    await box(page, '月租金').fill('12,345.5')
    await box(page, '建成日期').fill('1998年3月5日')
    await box(page, '走访时间').fill('下午2:30')
    await box(page, '开始日期').fill('20260301')
    await pick(page, '行业', '12', '行业 12')
    await pick(page, '地名', 'shjdd 2500', '剡湖街道第 2500 网格')
    await page.getByRole('checkbox', { name: '线路老化' }).check()
    await button(page, '下一步').click()

    await box(page, '公民身份号码').fill('１１０１０５１９４９１２３１００２ｘ')
    await page.getByText('1949-12-31 出生，女，76 岁').waitFor()
    await box(page, '联系电话').fill('138 1234 5678')
    await pick(page, '户籍地，第 1 级', 'zjs', '浙江省')
    await pick(page, '户籍地，第 3 级', 'szs', '嵊州市')
    expect(await page.getByText('还没有选到最后一级').count()).toBe(0)
    await pick(page, '户籍地，第 4 级', '鹿山', '鹿山街道')
    await pick(page, '现住址，第 1 级', '浙江', '浙江省')
    await pick(page, '现住址，第 3 级', 'xc', '新昌县')
    await pick(page, '现住址，第 4 级', '330681002', '三江街道')
    await box(page, '详细地址').fill('3 幢 502')
    await page.locator('.gz-pad-canvas').scrollIntoViewIfNeeded()
    const pad = (await page.locator('.gz-pad-canvas').boundingBox())!
    for (const from of [20, 60]) {
      await page.mouse.move(pad.x + from, pad.y + 40)
      await page.mouse.down()
      await page.mouse.move(pad.x + from + 60, pad.y + 90, { steps: 4 })
      await page.mouse.up()
    }
    await button(page, '撤销一笔').click()
    await page.locator('.gz-signature-picture').waitFor()
    await box(page, '经度').fill('120.82135')
    await box(page, '纬度').fill('29.5931')
    expect(await violations(page)).toEqual([])
    await button(page, '下一步').click()

    await button(page, '从电子表格粘贴').click()
    await page.getByLabel('粘贴的内容').fill('姓名\t分摊租金\t与户主关系\n李四\t1,200.50\t配偶\n赵六\t很多\t朋友')
    await page.getByText('2 个单元格有问题，已标红；可以导入后再改。').waitFor()
    expect(await violations(page)).toEqual([])
    await button(page, '导入 2 行').click()
    await soon(() => changed(page)).toMatchObject({
      tenants: [
        { name: '李四', rentShare: 120050, kin: '配偶' },
        { name: '赵六', rentShare: '很多' },
      ],
    })
    expect(await violations(page)).toEqual([])
    await button(page, '下一步：核对').click()
    await page.locator('.gz-summary').waitFor()
    await page.locator('.gz-summary a').click()
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1:3')
    await page.keyboard.press('Delete')
    await soon(() => changed(page)).toMatchObject({ tenants: [{ name: '李四' }, { name: '赵六' }] })
    await page.locator('.gz-summary').waitFor({ state: 'detached' })
    await button(page, '下一步：核对').click()
    await soon(() => page.locator('.gz-summary-part').allInnerTexts()).toHaveLength(3)
    await button(page, '修改人员信息').click()
    expect(await box(page, '联系电话').inputValue()).toBe('13812345678')
    await page.locator('.gz-steps button').last().click()
    await button(page, '提交').click()

    const submitted = await page.waitForFunction(() => window.formPage?.submitted).then((each) => each.jsonValue())
    expect(submitted).toMatchObject({
      houseName: '官河路 18 号',
      rent: 1234550,
      builtOn: '1998-03-05',
      visitAt: '14:30',
      lease: { from: '2026-03-01' },
      trade: 'T11',
      place: '9996',
      risks: ['线路老化'],
      personId: '11010519491231002X',
      phone: '13812345678',
      region: '330680001',
      address: { region: '330681002', detail: '3 幢 502' },
      signature: { file: { type: 'image/png' } },
      point: { longitude: 120.82135, latitude: 29.5931 },
    })
    await page.locator('.gz-print').waitFor()
    expect(await page.locator('.gz-print').innerText()).toContain('12,345.50 元')
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(2)
    expect(complaints).toEqual([])
  })

  it('is filled by keyboard alone on a list of five hundred, and opens at the step that is asked for', async () => {
    const tenants = Array.from({ length: 500 }, (_, index) => ({ name: `人员${index + 1}` }))
    const answers = { houseName: '官河路 18 号', personId: '11010519491231002X', tenants }
    const { page } = await pages.open(desk, { answers, step: 'list' }, '?form=every')
    await page.locator('[data-cell="0:0"]').focus()
    await page.keyboard.press('Control+End')
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('删除第 500 行')
    expect(await page.locator('.gz-row').count()).toBeLessThan(40)
    await page.keyboard.press('Enter')
    await soon(async () => (await changed(page))?.tenants).toHaveLength(499)
    await page.keyboard.press('Control+z')
    await soon(async () => (await changed(page))?.tenants).toHaveLength(500)
    await page.keyboard.press('Control+Home')
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('0:0')
    await page.keyboard.press('z')
    await page.keyboard.press('s')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('11010519491231002X')
    await page.keyboard.press('Enter')
    await soon(() => changed(page)).toMatchObject({
      tenants: expect.arrayContaining([{ name: 'zs', idNumber: '11010519491231002X' }]),
    })
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1:1')
    await page.keyboard.press('Enter')
    await page.keyboard.type('9')
    await page.keyboard.press('Escape')
    await soon(() => changed(page).then((answers) => (answers?.tenants as unknown[] | undefined)?.[1])).toEqual({
      name: '人员2',
    })
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', Array.from({ length: 100_000 }, (_, row) => `行${row}\t1`).join('\n'))
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    })
    await page.getByText('内容太多：一次最多粘贴 2000 行。请分几次粘贴。').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await button(page, '下一步：核对').focus()
    await page.keyboard.press('Enter')
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('核对并提交')
  })

  it('lays sheets on their side for a list of many columns, and numbers them all', async () => {
    const columns = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`c${index}`, text]))
    const definition = aForm({ place: text, people: aGroup(columns) })
    const person = Object.fromEntries(Object.keys(columns).map((name) => [name, `${name} 的内容`]))
    const answers = { place: '官河路', people: [person, person] }
    const { page, complaints } = await pages.open(desk, { definition, answers }, '?print')
    await button(page, '提交').click()
    await page.locator('.gz-print').waitFor()

    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sheets = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(([, width, height]) =>
      Number(width) > Number(height) ? 'on its side' : 'upright',
    )
    expect(sheets.toSorted()).toEqual(['on its side', 'upright'])
    expect(await page.locator('.gz-print-wide tbody tr').count()).toBe(2)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('fits a phone in both languages: nothing sideways, nothing too small to touch, no accessibility findings', async () => {
    const { page } = await pages.open(phone, {}, '?form=every&locale=en')
    await box(page, 'Name of the house').fill('x')
    await button(page, 'Next').click()
    await box(page, 'Citizen number').fill('11010519491231002X')
    await button(page, 'Cannot sign by hand: type the name instead').click()
    await box(page, 'Type your name').fill('Zhang San')
    await soon(() => changed(page)).toMatchObject({ signature: { name: 'Zhang San' } })
    expect(await violations(page)).toEqual([])
    const found = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      small: [...document.querySelectorAll('.gz-main button, .gz-main input:not([type=file]), .gz-main select')]
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 120)),
    }))
    expect(found).toEqual({ width: 390, small: [] })
  })
})

describe('a long form', () => {
  it('opens with what is in sight, and is soon there as a whole for who searches it or has it read out', async () => {
    const { page } = await pages.open(phone, { definition: longForm(100) })
    await soon(() => page.locator('.gz-label').count()).toBe(90)
    expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0)
    expect(await page.evaluate(() => (window as unknown as { find: (text: string) => boolean }).find('f98 项'))).toBe(
      true,
    )
    await page.context().close()
  })
})

describe('a draft', () => {
  const form = aForm({ name: text, note: text })

  it('is made by the first edit, survives a closed tab, moves to a newer form and can be discarded and had back', async () => {
    const { page } = await pages.open(desk, { definition: form }, '?drafts=one')
    const reopened = async (definition = form, query = '?drafts=one') => {
      const next = await page.context().newPage()
      await next.addInitScript((value) => Object.assign(window, { formPage: value }), { definition })
      await next.goto(page.url().replace(/\?.*/, query))
      await next.locator('.gz-submit').waitFor()
      return next
    }
    const untouched = await reopened()
    expect(await untouched.getByText('已打开').count()).toBe(0)
    await untouched.close()
    await box(page, 'name').fill('张三')
    await box(page, 'note').fill('二楼有隔断')
    await saved(page)

    const newer = await reopened(aForm({ name: text, area: text }), '?drafts=one&version=2')
    expect(await box(newer, 'name').inputValue()).toBe('张三')
    await newer.getByText('note：二楼有隔断').waitFor()
    await newer.close()

    const again = await reopened()
    await again.getByText(/已打开 .*保存的草稿/).waitFor()
    expect(await box(again, 'note').inputValue()).toBe('二楼有隔断')
    await button(again, '放弃草稿').click()
    await button(again, '放弃草稿').click()
    await soon(() => box(again, 'name').inputValue()).toBe('')
    await button(again, '撤销').click()
    await soon(() => box(again, 'name').inputValue()).toBe('张三')
    await saved(again)
    const stored = await again.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('gezhi-drafts')
          opening.onsuccess = () => {
            const all = opening.result.transaction('drafts').objectStore('drafts').getAll()
            all.onsuccess = () => resolve(all.result.map(({ text }) => new TextDecoder().decode(text)).join())
          }
        }),
    )
    expect(stored).not.toContain('张三')
    await button(again, '提交').click()
    await again.locator('.gz-answers').waitFor()
    const after = await reopened()
    expect(await box(after, 'name').inputValue()).toBe('')
  })

  it('is not overwritten in silence by a second tab: that one is told, compares and chooses', async () => {
    const { page } = await pages.open(desk, { definition: form }, '?drafts=two')
    const second = await page.context().newPage()
    await second.addInitScript((value) => Object.assign(window, { formPage: value }), { definition: form })
    await second.goto(page.url())
    await second.locator('.gz-submit').waitFor()
    await box(page, 'name').fill('第一个窗口')
    await saved(page)
    await second.getByText('另一个窗口刚保存了这份表单，这里显示的不是最新内容。').waitFor()
    await box(second, 'name').fill('第二个窗口')
    await second.getByRole('heading', { name: '这份草稿在别处也改过' }).waitFor()
    await second.getByText('不同之处 (1)').click()
    await second.getByRole('cell', { name: '第一个窗口' }).waitFor()
    expect(await violations(second)).toEqual([])
    await button(second, '用我这里的').click()
    await saved(second)
    await page.getByText('另一个窗口刚保存了这份表单').waitFor()
    await button(page, '打开最新的').click()

    await soon(() => box(page, 'name').inputValue()).toBe('第二个窗口')
  })
})

/** An uncompressed picture of 8 MB, wider than photos are sent. */
function largePicture(): Buffer {
  const [width, height] = [2400, 1200]
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + width * height * 3, 2)
  head.writeUInt32LE(54, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(width, 18)
  head.writeInt32LE(height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  return Buffer.concat([head, Buffer.alloc(width * height * 3, 200)])
}

describe('a photo', () => {
  it('is made small before it is sent, and stamped with time and place where it is taken and the person allows', async () => {
    const place = { longitude: 120.821354, latitude: 29.593123, accuracy: 12 }
    const options = { ...phone, geolocation: place, permissions: ['geolocation'] }
    const { page } = await pages.open(options, { answers: { houseName: '甲' }, step: 'person' }, '?form=every')
    const inputs = page.locator('.gz-field-photo input[type=file]')
    await inputs.last().setInputFiles({ name: '门头.bmp', mimeType: 'image/bmp', buffer: largePicture() })
    await page.getByRole('img', { name: '门头.jpg' }).waitFor()
    expect(
      await page.getByRole('img', { name: '门头.jpg' }).evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBe(2048)
    await inputs.first().setInputFiles({ name: '现场.bmp', mimeType: 'image/bmp', buffer: largePicture() })
    await page.getByRole('img', { name: '现场.jpg' }).waitFor()
    await button(page, '用我的位置').click()
    await page.getByText('误差约 12 米').waitFor()

    expect(await changed(page)).toMatchObject({
      photos: [
        { name: '门头.jpg', type: 'image/jpeg' },
        { stamp: { at: expect.any(String), place: { longitude: 120.82135, latitude: 29.59312, accuracy: 12 } } },
      ],
      point: { longitude: 120.82135, latitude: 29.59312, accuracy: 12 },
    })
  })
})

describe('an answer that came masked', () => {
  it('is shown as it came, is not judged while unchanged, and is answered anew or kept', async () => {
    const form = aForm({ personId: { schema: { type: 'string', format: 'citizen-id' } }, name: text })
    const given = { definition: form, answers: { personId: '110105********002X' }, masked: ['/personId'] }
    const { page } = await pages.open(desk, given)
    await page.getByText('110105********002X').waitFor()
    await button(page, '显示').click()
    expect(await page.evaluate(() => window.formPage?.revealed)).toBe('/personId')
    await button(page, '重新填写').click()
    await page.keyboard.type('123')
    await button(page, '提交').click()
    await page.locator('.gz-summary').waitFor()
    await button(page, '保留原来的').click()
    await page.locator('.gz-summary').waitFor({ state: 'detached' })
    await button(page, '提交').click()

    const submitted = await page.waitForFunction(() => window.formPage?.submitted).then((each) => each.jsonValue())
    expect(submitted).toEqual({ personId: '110105********002X' })
  })
})
