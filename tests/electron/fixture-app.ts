import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { electronExecutable } from '../support/electron-executable'

export const executable = electronExecutable()
Object.assign(process.env, executable.env)
export const onStandIn = executable.kind === 'stand-in'
export const FIXTURE = resolve(import.meta.dirname, '../support/electron/fixture')

/** The tiny application of tests/support/electron/fixture, started for one test. */
interface Station {
  readonly app: ElectronApplication
  readonly page: Page
}

export function launch(
  userData: string,
  env: Record<string, string> = {},
  executablePath?: string,
): Promise<ElectronApplication> {
  const args = executablePath ? [`--user-data-dir=${userData}`] : [FIXTURE, `--user-data-dir=${userData}`]
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]),
  )
  return _electron.launch({
    args,
    env: { ...inherited, ...env },
    ...(executablePath ? { executablePath } : {}),
  })
}

export async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page.locator('h1')).toHaveText('Fixture')
  await expect(page.locator('html')).toHaveAttribute('data-script', 'ran')
  return page
}

/** What the fixture noted in its main process, as `[what, ...details]`. */
export const seen = (app: ElectronApplication): Promise<unknown[][]> =>
  app.evaluate(() => Reflect.get(globalThis, 'seen'))

export const seenNames = async (app: ElectronApplication) => (await seen(app)).map(([what]) => what)

/** Calls a function of the fixture's bridge in the page. */
export const call = (page: Page, name: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(([name, args]) => Reflect.get(window, 'fixture')[name](...args), [name, args] as const)

/** Processes that have the folder on their command line: Chromium's, started for it. */
export function processesOn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        Number(pid) !== process.pid &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
      )
    } catch {
      return false
    }
  })
}

/** A test with a started application and a folder of its own for its data. */
export const test = base.extend<{ userData: string; station: Station; runsOn: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies off this parameter
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-spec-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  },
  station: async ({ userData }, use) => {
    const app = await launch(userData)
    await use({ app, page: await firstPage(app) })
    await app.close()
  },
  runsOn: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies off this parameter
    async ({}, use, info) => {
      info.annotations.push({ type: 'runs on', description: executable.describe })
      await use(undefined)
    },
    { auto: true },
  ],
})
