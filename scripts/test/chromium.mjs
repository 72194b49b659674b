import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { fail, say } from '../setup/say.mjs'
import { run } from './run.mjs'

const INSTALLED = [
  process.env.AX_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  chromium.executablePath(),
]

/** Path of the Chromium to use, or `undefined` when there is none. */
export const chromiumPath = () => INSTALLED.find((path) => path && existsSync(path))

const present = () => chromiumPath() !== undefined

/** Makes sure there is a Chromium: installed, else Playwright's download, else Debian's package where we are root. */
export function ensureChromium() {
  if (present()) return
  say('Installing a browser for the tests …')
  if (run('browser', 'playwright', ['install', 'chromium']) && present()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('browser', 'apt-get', ['update'])
    run('browser', 'apt-get', [
      'install',
      '-y',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-core',
      'fonts-noto-cjk',
    ])
  }
  if (!present()) fail('browser_missing', 'The tests need Chromium: install it, or set AX_CHROMIUM to its path.')
}
