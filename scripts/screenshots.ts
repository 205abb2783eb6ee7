/** Makes the pictures of the READMEs anew, from a real server with made-up cases: `npm run build && node scripts/screenshots.ts`. */
import { mkdirSync } from 'node:fs'
import { inspect, openCase, person, recheck, rectify, registerHouse } from '../tests/e2e/journey.ts'
import { launchChromium } from '../tests/support/chromium.ts'
import { serve } from '../tests/support/served.ts'

const folder = 'docs/screenshots'
mkdirSync(folder, { recursive: true })
const served = await serve()
const browser = await launchChromium()

const grid = await person(browser, served.url, 'grid', 'phone')
const community = await person(browser, served.url, 'community', 'desktop')
const numbers = []
for (const address of ['领带园一路128号3幢501室', '官河路42号2单元301室', '鹿山路16号'])
  numbers.push(await registerHouse(grid, address))
const [first, second] = numbers as [string, string]
await inspect(community, first, [/疏散通道/, /电气线路/])
await inspect(community, second, [/外窗/])
await rectify(grid, first)
await recheck(community, first, [/疏散通道/])
const admin = await person(browser, served.url, 'admin', 'desktop')

const languages = [
  { language: 'zh', button: undefined },
  { language: 'en', button: 'English' },
] as const
for (const { language, button } of languages) {
  if (button)
    for (const { page } of [grid, community, admin]) await page.getByRole('button', { name: button }).first().click()

  await grid.page.goto(served.url)
  await grid.page.getByText(first).first().waitFor()
  await grid.page.screenshot({ path: `${folder}/inbox-phone-${language}.png` })

  if (language === 'zh') await openCase(community, first)
  await community.page.locator('.bjs-container .djs-element').first().waitFor()
  await community.page.waitForTimeout(1000)
  await community.page.screenshot({ path: `${folder}/case-desktop-${language}.png` })

  await admin.page.goto(`${served.url}/designer/330683/form/rental-registration`)
  await admin.page
    .getByText(language === 'zh' ? '出租人' : 'Landlord')
    .first()
    .waitFor()
  await admin.page.waitForTimeout(1500)
  await admin.page.screenshot({ path: `${folder}/form-editor-desktop-${language}.png` })
}

await browser.close()
await served.end()
