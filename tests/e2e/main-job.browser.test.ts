import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Served, serve } from '../support/served.ts'
import { still } from '../support/still.ts'
import {
  addFieldAndPublish,
  inspect,
  openCase,
  openTask,
  type Person,
  person,
  recheck,
  rectify,
  registerHouse,
  type Size,
  submit,
} from './journey.ts'

const hazards = [/疏散通道/, /电气线路/]

let browser: Browser
let served: Served

beforeAll(async () => {
  browser = await launchChromium()
})
beforeEach(async () => {
  served = await serve()
})
afterEach(() => served?.end())
afterAll(() => browser?.close())

/** The page as it stands has no finding that keeps someone from using it. */
async function isAccessible({ page }: Person) {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  )
  await still(page)
  const { violations } = await new AxeBuilder({ page }).exclude('.bjs-container').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

describe.each<Size>(['phone', 'desktop'])('the main job on a %s', (size) => {
  it('goes from registration over inspection, two failed rechecks and a killed server to the street', async () => {
    const grid = await person(browser, served.url, 'grid', size)
    await isAccessible(grid)
    const number = await registerHouse(grid, `领带园一路128号3幢${size === 'phone' ? 501 : 502}室`)
    await isAccessible(grid)

    const community = await person(browser, served.url, 'community', size)
    await inspect(community, number, hazards)
    await isAccessible(community)

    const admin = await person(browser, served.url, 'admin', size)
    const added = size === 'phone' ? '门牌编号' : '楼层'
    await addFieldAndPublish(admin, added, () => isAccessible(admin))
    const next = await registerHouse(grid, '领带园一路130号', async (page) => {
      await submit(page)
      await page.getByRole('link', { name: new RegExp(added) }).click()
      await page.getByLabel(new RegExp(`^${added}`)).fill('甲-17')
    })
    expect(next).not.toBe(number)

    await served.kill()
    await served.restart()

    await rectify(grid, number)
    await recheck(community, number, [hazards[0]!])
    await rectify(grid, number)
    await recheck(community, number, [hazards[0]!])

    const street = await person(browser, served.url, 'street', size)
    await openTask(street, '街道处置', number)
    await isAccessible(street)

    await openCase(community, number)
    const { page } = community
    await page.locator('.bjs-container .djs-element').first().waitFor()
    await isAccessible(community)
    expect(await page.locator('.bjs-container .djs-element').count()).toBeGreaterThan(10)
    for (const done of ['安全检查：已完成', '整改：已完成', '复查：已完成', '街道处置：待办理'])
      expect(await page.getByText(done).count(), done).toBeGreaterThan(0)
    expect(await page.getByText('楼道堆放杂物，电线私拉乱接').count()).toBeGreaterThan(0)

    expect(
      [...admin.complaints, ...grid.complaints, ...community.complaints, ...street.complaints].filter(notTheKill),
    ).toEqual([])
    await openCase(grid, number)
    expect(await grid.page.getByText(added).count(), 'the open case asks for nothing new').toBe(0)
    await openCase(grid, next)
    expect(await grid.page.getByText('甲-17').count()).toBeGreaterThan(0)

    await Promise.all([admin.leave(), grid.leave(), community.leave(), street.leave()])
  })
})

/** While the server was dead, a page that asked for something was told so by the browser. */
const notTheKill = (complaint: string) =>
  !/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(complaint)
