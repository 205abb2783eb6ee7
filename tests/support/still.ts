import type { Page } from 'playwright-core'

/** Waits until nothing on the page fades or moves any more; what moves without end (a spinner) is not waited for. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)))
    for (let look = 0; look < 20 && moving().length > 0; look += 1) {
      await Promise.all(moving().map((one) => one.finished.catch(() => undefined)))
    }
  })
}
