import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from '../setup/prepare.mjs'
import { fail, say } from '../setup/say.mjs'
import { installFromDebian } from './debian.mjs'
import { run } from './run.mjs'

/** Debian's Chromium without a window of its own, as Playwright's is: a fifth less work for the same pages. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell'

const CANDIDATES = [
  process.env.AX_CHROMIUM,
  chromium.executablePath(),
  HEADLESS_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Off in every browser that is started here. The first few are drawn beside the page, anew for each window and in processes
 * of their own, and cost more than most pages; the spare is a process for a page that nobody opens. Chromium hears the last
 * such switch alone: the others are those that Playwright leaves off.
 */
const FEATURES_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'SpareRendererForSitePerProcess'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  'PreconnectToSearch',
]

/**
 * The network in the browser's own process; what was compiled kept in memory, as others keep it on the disk; and what Playwright
 * has on: of this too Chromium hears the last alone.
 */
const FEATURES_ON = [
  ...['NetworkServiceInProcess2', 'InMemoryCodeCache'],
  ...['CDPScreenshotNewSurface', 'SkipListAccountsWithoutGaiaCookies'],
]

/**
 * A page lives for seconds here: what V8 compiles anew to run faster later, and the threads that tidy up beside the page,
 * cost a fifth of all its work and are never paid back. What a page is drawn by needs no process and no helpers of its own
 * where the cores are busy anyway: with the network that is another 3 %. Nothing whose speed is measured is started so.
 */
export const FOR_SHORT_LIVED_PAGES = [
  '--js-flags=--no-opt,--no-maglev,--single-threaded-gc',
  `--enable-features=${FEATURES_ON}`,
  ...['--in-process-gpu', '--num-raster-threads=1', '--disable-checker-imaging', '--disable-partial-raster'],
]

/** What every Chromium is started with, whatever looks at its pages. */
export const CHROMIUM_ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic'],
  ...[`--disable-features=${FEATURES_OFF}`, ...FOR_SHORT_LIVED_PAGES],
]

/** Path of the Chromium to use: the one named by AX_CHROMIUM, Playwright's own, an installed one, or `undefined`. */
export const chromiumPath = () => CANDIDATES.find((path) => path && existsSync(path))

/** A download is there and yet does not start where the system's libraries are missing, as on a bare Debian. */
function present() {
  const path = chromiumPath()
  if (!path || process.platform !== 'linux') return path !== undefined
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0
}

/**
 * Browsers that this process starts from now on see none of the machine's typefaces (on Linux, where fontconfig finds
 * them): what the product does not bring is an empty box on every machine alike.
 */
export function hideTypefaces() {
  process.env.FONTCONFIG_FILE = join(root, 'tests/support/typefaces/fonts.conf')
}

/** Makes sure there is a Chromium: installed, else Playwright's download, else Debian's package where we are root. */
export function ensureChromium() {
  if (present()) return
  say('Installing a browser for the tests …')
  if (run('browser', 'playwright', ['install', 'chromium']) && present()) return
  // Older releases of Debian have the whole one alone.
  if (!installFromDebian('browser', ['chromium-headless-shell'])) installFromDebian('browser', ['chromium'])
  if (!present()) fail('browser_missing', 'The tests need Chromium: install it, or set AX_CHROMIUM to its path.')
}
