import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** A Chromium that is on this machine already, if there is one. */
export const installedChromium = (): string | undefined => places.find((place) => existsSync(place))

/**
 * Path of a Chromium to test with: one that is there, or the distribution's package, installed now.
 *
 * @throws where neither can be had, with what to do about it.
 */
export function findChromium(): string {
  const found = installedChromium()
  if (found) return found

  const root = process.getuid?.() === 0
  const apt = (...words: string[]) =>
    spawnSync(root ? 'apt-get' : 'sudo', root ? words : ['-n', 'apt-get', ...words], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  if (existsSync('/usr/bin/apt-get')) {
    process.stderr.write('No Chromium found: installing the distribution’s package (chromium, fonts-noto-cjk) …\n')
    apt('update', '-qq')
    apt('install', '-y', '-qq', 'chromium', 'fonts-noto-cjk')
  }
  const installed = installedChromium()
  if (!installed) {
    throw new Error(
      'The browser tests need Chromium, and none was found or could be installed. ' +
        'Install the package "chromium" (Debian, Ubuntu) or Google Chrome, then run the tests again.',
    )
  }
  return installed
}

/** A headless browser that talks to nobody but the pages under test. The caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-prefers-reduced-motion',
    ],
  })
}
