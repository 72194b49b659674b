import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import {
  PAGE_ROOT_ID,
  type Replies,
  type RequestArgument,
  type RequestName,
  type StationBridge,
} from '@/preload/contract'
import { FOR_SHORT_LIVED_PAGES } from '@/scripts/test/chromium.mjs'
import { electronExecutable } from '../support/electron-executable'
import { liftHoldOff, withoutHoldOff } from '../support/hold-off'
import { MOVED_CLOCK, type SiteClock } from '../support/site-clock'

/** Says what a result was seen on. */
export const executable = electronExecutable()
// Playwright looks for the executable in this process's environment.
Object.assign(process.env, executable.env, { STANDIN_SWITCHES: FOR_SHORT_LIVED_PAGES.join(' ') })

const ROOT = resolve(import.meta.dirname, '../..')

export interface StationApp {
  readonly app: ElectronApplication
  readonly page: Page
  /** Folder of everything the station keeps. */
  readonly folder: string
  close(): Promise<void>
  /** `kill -9` of the main process; resolves when it is gone. */
  kill(): Promise<void>
}

export interface StationOptions {
  /** Kept by the caller, so that a station can be started on it again. */
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  /** Executable of a packaged station instead of the checkout. */
  readonly packaged?: string
  /** Whose time main and page go by. Default: the machine's. */
  readonly clock?: SiteClock
  /** What has just appeared comes in motion and holds a finger off, as it does for people. */
  readonly asForPeople?: true
}

/**
 * Asks main through the page's own bridge. What `feed:load` answers counts as told to the page: asked for while the page has
 * not shown it yet, the page never does. Whoever goes on with the screen waits for the screen.
 */
export async function ask<N extends RequestName>(
  page: Page,
  name: N,
  argument?: RequestArgument<N>,
): Promise<Replies[N]> {
  // As text: what Playwright makes of a whole site's documents by itself takes several times as long.
  const { reply } = JSON.parse(
    await page.evaluate(
      async ([request, given]) => {
        const bridge = Reflect.get(window, 'axStation') as StationBridge
        return JSON.stringify({ reply: await bridge.request(request as N, given as never) })
      },
      [name as string, argument as unknown] as const,
    ),
  ) as { reply: Replies[N] }
  return reply
}

/** What main noted in its log since this data folder was new. */
export function logOf(folder: string): string {
  const file = join(folder, 'logs', 'station.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** A folder for a station's data, and what removes it. */
export function stationFolder(): { dataDir: string; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-station-'))
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

function environmentOf({ dataDir, env = {}, clock }: StationOptions): NodeJS.ProcessEnv & Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => value !== undefined && !name.startsWith('AX_')),
  ) as NodeJS.ProcessEnv & Record<string, string>
  return { ...inherited, AX_KIOSK: '0', AX_DATA_DIR: dataDir, ...clock?.environment, ...env }
}

/**
 * Runs the built station, as whoever clicks on it does, until it ends by itself; its exit code. For a start that gives way:
 * Playwright's own launch leaves an error that nobody can catch, where it meets a process that is on its way out.
 */
export async function runStation(options: StationOptions): Promise<number | null> {
  const child = spawn(executable.path, ['--no-sandbox', ROOT], {
    cwd: ROOT,
    env: environmentOf(options),
    stdio: 'ignore',
  })
  const [code] = await once(child, 'exit')
  return code
}

/** Starts the built station; its page has drawn when it resolves. */
export async function startStation(options: StationOptions): Promise<StationApp> {
  const { dataDir, packaged, clock, asForPeople } = options
  const app = await electron.launch({
    ...(packaged ? { executablePath: packaged, args: [] } : { args: [...(clock ? ['-r', MOVED_CLOCK] : []), ROOT] }),
    cwd: ROOT,
    env: environmentOf(options),
  })
  const page = await app.firstWindow()
  // The window is there before its page is.
  const drawn = () => page.locator(`#${PAGE_ROOT_ID} > *`).first().waitFor({ state: 'attached' })
  await drawn()
  if (!asForPeople) {
    await withoutHoldOff(app.context())
    await liftHoldOff(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
  }
  const gone = new Promise<void>((done) => app.process().once('exit', () => done()))
  if (clock) {
    await clock.install(app.context())
    await page.reload()
    await drawn()
    clock.follows(app, (milliseconds) =>
      app.evaluate((_, by) => Reflect.get(globalThis, 'moveClock')(by), milliseconds),
    )
    void gone.then(() => [app, app.context()].forEach((each) => void clock.leave(each)))
  }
  return {
    app,
    page,
    folder: join(dataDir, 'station'),
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL')
      await gone
    },
  }
}
