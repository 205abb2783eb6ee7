import { measured } from './tests/bench/.tmp-measure.ts'
import { builtPage } from './tests/support/built-page.ts'
import { launchChromium } from './tests/support/chromium.ts'
import { loadavg } from 'node:os'
const page = await builtPage('form-bench'); const browser = await launchChromium()
for (const form of ['25', '200', '500', 'table']) for (let i = 0; i < 2; i++) console.log(form, JSON.stringify(await measured(browser, `${page.url}?form=${form}`, 20)), loadavg()[0])
await browser.close(); await page.close(); process.exit(0)
