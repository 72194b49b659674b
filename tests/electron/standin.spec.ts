import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from '@playwright/test'
import {
  call,
  executable,
  FIXTURE,
  firstPage,
  launch,
  onStandIn,
  processesOn,
  seen,
  seenNames,
  test,
} from './fixture-app'

/** Proves what the other desktop tests stand on, with a tiny application: tests/support/electron/fixture. */

test('shows a window of the wished size and answers through the bridge', async ({ station: { app, page } }) => {
  await page.locator('#add').click()
  await expect(page.locator('#sum')).toHaveText('2')
  await page.locator('#add').click()
  await expect(page.locator('#sum')).toHaveText('4')
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700])

  const window = await app.browserWindow(page)
  expect(await window.evaluate(async (w) => (await w.webContents.capturePage()).getSize())).toEqual({
    width: 1000,
    height: 700,
  })
  expect(await window.evaluate((w) => w.webContents.getURL())).toBe('app://fixture/index.html?start#top')
  expect(await app.evaluate(({ app }) => [app.getName(), app.getVersion(), app.isPackaged])).toEqual([
    'Stand-in Fixture',
    '1.2.3',
    false,
  ])
  expect(await seenNames(app)).toContain('ready-to-show')
})

test('carries values, errors and messages between main and page', async ({ station: { page } }) => {
  await expect(call(page, 'fail')).rejects.toThrow("Error invoking remote method 'fail': Error: boom from main")
  const result = await page.evaluate(async () => {
    const api = Reflect.get(window, 'fixture')
    const answer = await api.values({ when: new Date(7), list: [1, undefined, 'x'] })
    const pong = await new Promise((done) => {
      const off = api.onPong((...args: unknown[]) => {
        off()
        done(args)
      })
      api.ping('hello')
    })
    return {
      date: answer.value.when instanceof Date && answer.value.when.getTime(),
      list: answer.value.list,
      map: answer.map instanceof Map && answer.map.get('k').getTime(),
      bytes: answer.bytes instanceof Uint8Array && [...answer.bytes],
      pong,
    }
  })
  expect(result).toEqual({ date: 7, list: [1, undefined, 'x'], map: 5, bytes: [1, 2, 3], pong: ['hello', 'reply'] })
})

test('keeps the worlds apart as contextBridge does', async ({ station: { page } }) => {
  const result = await page.evaluate(async () => {
    const api = Reflect.get(window, 'fixture')
    const thrown = (work: () => unknown) => {
      try {
        return `no error: ${work()}`
      } catch (error) {
        return error instanceof Error ? error.message : 'not an Error of this world'
      }
    }
    const given = { list: [1, { d: new Date(5) }], f: undefined }
    const copy = api.echo(given)
    return {
      nested: api.nested,
      copied: copy !== given && copy.list[1].d instanceof Date && 'f' in copy,
      functions: api.echo((x: number) => x * 2)(21),
      promises: await api.echo(Promise.resolve(7)),
      thrown: thrown(() => api.throwNow()),
      twice: thrown(() => api.exposeAgain()),
      readOnly: thrown(() => Object.defineProperty(window, 'fixture', { value: 1 })),
      leaks: ['leaked', 'require', 'process', 'module', '__standinReceive'].filter((name) => name in window),
      argv: api.argv.includes('--fixture=1'),
      sandboxed: api.sandboxed,
    }
  })
  expect(result).toEqual({
    nested: { deep: [1, 2, { a: 'b' }] },
    copied: true,
    functions: 42,
    promises: 7,
    thrown: 'sync boom',
    twice: 'Cannot bind an API on top of an existing property on the window object',
    readOnly: 'Cannot redefine property: fixture',
    leaks: [],
    argv: true,
    sandboxed: true,
  })
})

test('serves its own scheme from the handler, policy and status included', async ({ station: { app, page } }) => {
  const origin = await page.evaluate(() => location.origin)
  expect(await call(page, 'sender')).toEqual({ url: 'app://fixture/index.html?start#top', origin: 'app://fixture' })
  const answers = await page.evaluate(async () => {
    const streamed = await fetch('/streamed').then((answer) => answer.text())
    const echoed = await fetch('/echo?q=1', { method: 'POST', body: 'bödy' }).then((answer) => answer.json())
    return { streamed, echoed, missing: (await fetch('/nowhere')).status }
  })
  expect(answers).toEqual({
    streamed: 'first second',
    echoed: { url: 'app://fixture/echo?q=1', method: 'POST', body: 'bödy', search: '?q=1' },
    missing: 404,
  })

  const window = await app.browserWindow(page)
  await window.evaluate((w) => w.loadURL('app://fixture/blocked.html'))
  await expect(page.locator('h1')).toHaveText('Blocked')
  expect(await page.locator('html').getAttribute('data-inline')).toBeNull()

  await window.evaluate((w) => w.loadURL('app://fixture/nowhere'))
  await expect(page.locator('body')).toHaveText('nothing here')
  expect((await seen(app)).filter(([what]) => what === 'did-navigate').at(-1)).toEqual([
    'did-navigate',
    'app://fixture/nowhere',
    404,
  ])
  expect(await page.evaluate(() => location.origin)).toBe(origin)
})

test('says why a page could not be loaded', async ({ station: { app, page } }) => {
  // A page that is still on its way would be given up for this one, and that is what would be said.
  await page.waitForLoadState()
  const window = await app.browserWindow(page)
  const error = await window.evaluate((w) =>
    w.loadURL('http://127.0.0.1:9/').catch((e: NodeJS.ErrnoException) => ({ code: e.code, errno: e.errno })),
  )
  expect(['ERR_UNSAFE_PORT', 'ERR_CONNECTION_REFUSED']).toContain(error?.code)
  expect(await seenNames(app)).toContain('did-fail-load')
})

test('refuses navigation and popups when the application does', async ({ station: { app, page } }) => {
  await page.locator('#away').click({ noWaitAfter: true })
  await page.locator('#popup').click()
  await page.evaluate(() => window.open('http://127.0.0.1:9/opened'))
  await expect
    .poll(async () => (await seen(app)).filter(([what]) => what === 'will-navigate' || what === 'open'))
    .toEqual(
      expect.arrayContaining([
        ['will-navigate', 'http://127.0.0.1:9/away'],
        ['open', 'http://127.0.0.1:9/popup'],
        ['open', 'http://127.0.0.1:9/opened'],
      ]),
    )
  await expect(page.locator('h1')).toHaveText('Fixture')
  await page.evaluate(() => document.querySelector<HTMLFormElement>('#form')?.submit())
  await expect.poll(() => app.windows().length).toBe(1)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  await page.evaluate(() => {
    location.href = '/index.html?by-page'
  })
  await page.waitForURL(/by-page$/)
  await expect.poll(() => seen(app)).toContainEqual(['did-finish-load', 'app://fixture/index.html?by-page'])
  expect(await call(page, 'sum', 1, 2)).toBe(3)
})

test('tells main about the context menu and keys', async ({ station: { app, page } }) => {
  await page.locator('#text').click({ button: 'right' })
  await expect.poll(() => seen(app)).toContainEqual(['context-menu', '', true])
  await page.keyboard.press('F1')
  await expect.poll(() => seen(app)).toContainEqual(['before-input-event', 'keyDown', 'F1'])
})

test('notices a crashed page and loads it again', async ({ station: { app, page } }) => {
  for (const round of [1, 2]) {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    await expect
      .poll(async () => (await seenNames(app)).filter((what) => what === 'did-finish-load').length)
      .toBe(round + 1)
  }
  const names = await seenNames(app)
  expect(names.filter((what) => what === 'render-process-gone')).toHaveLength(2)
  expect(names.filter((what) => what === 'app render-process-gone')).toHaveLength(2)
  const heading = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('window.fixture.sum(20, 22)'),
  )
  expect(heading).toBe(42)
  expect(page.isClosed()).toBe(false)
})

/** Nothing else of the page goes on until the answer is there: it hangs without keeping a core busy. */
function hang(address: string): void {
  const request = new XMLHttpRequest()
  request.open('GET', address, false)
  request.send()
}

test('notices a page that hangs, and its recovery', async ({ userData }) => {
  test.skip(!onStandIn, 'Electron has a fixed limit of about thirty seconds')
  const app = await launch(userData, { STANDIN_HANG_MS: '1000' })
  const page = await firstPage(app)
  const hung = page.evaluate(hang, '/late?4000')
  await expect.poll(() => seenNames(app)).toContain('unresponsive')
  await expect.poll(() => seenNames(app)).toContain('responsive')
  await hung
  await app.close()
})

test('frees a page that hangs for ever', async ({ userData }) => {
  test.skip(!onStandIn, 'Electron has a fixed limit of about thirty seconds')
  const app = await launch(userData, { STANDIN_HANG_MS: '1000' })
  const page = await firstPage(app)
  page.evaluate(hang, '/late?600000').catch(() => {})
  await expect.poll(() => seenNames(app)).toContain('unresponsive')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(async () => (await seenNames(app)).filter((what) => what === 'did-finish-load').length).toBe(2)
  await app.close()
})

test('closes in spite of a page that hangs', async ({ userData }) => {
  const app = await launch(userData, { STANDIN_HANG_MS: '1000' })
  const page = await firstPage(app)
  page
    .evaluate(() => {
      console.log('about to hang')
      for (;;);
    })
    .catch(() => {})
  await page.waitForEvent('console', (message) => message.text() === 'about to hang')
  const ended = once(app.process(), 'exit')
  await app.close()
  expect(await ended).toEqual([0, null])
})

test('runs one instance per folder and tells the first of a second', async ({ station: { app }, userData }) => {
  const second = spawn(executable.path, ['--no-sandbox', FIXTURE, `--user-data-dir=${userData}`, '--second'])
  expect((await once(second, 'exit'))[0]).toBe(3)
  await expect.poll(() => seenNames(app)).toContain('second-instance')
})

test('forks a utility process', async ({ station: { app, page } }) => {
  expect(await call(page, 'utility', { deep: [1] })).toEqual({
    code: 0,
    reply: { got: { deep: [1] }, argv: ['--from-main'], type: 'utility' },
    out: 'utility speaks\n',
    ended: true,
  })
  const killed = await app.evaluate(async ({ app, utilityProcess }) => {
    const child = utilityProcess.fork(`${app.getAppPath()}/utility.js`)
    await new Promise((spawned) => child.once('spawn', () => spawned(undefined)))
    const { pid } = child
    const exit = new Promise((ended) => child.once('exit', ended))
    process.kill(pid ?? 0, 'SIGKILL')
    await exit
    return { pid: typeof pid, after: child.pid }
  })
  expect(killed).toEqual({ pid: 'number', after: undefined })
  await expect.poll(() => seenNames(app)).toContain('child-process-gone')
})

test('leaves nothing behind when main is killed, and starts again at once', async ({ userData }) => {
  test.skip(process.platform !== 'linux', 'reads /proc')
  const app = await launch(userData)
  await firstPage(app)
  const gone = once(app.process(), 'exit')
  expect(processesOn(userData).length).toBeGreaterThan(1)
  app.process().kill('SIGKILL')
  await gone
  const again = await launch(userData)
  await firstPage(again)
  await again.close()
  await expect.poll(() => processesOn(userData)).toEqual([])
})

test('ends Chromium with a killed main process', async ({ userData }) => {
  test.skip(process.platform !== 'linux', 'reads /proc')
  const app = await launch(userData)
  await firstPage(app)
  app.process().kill('SIGKILL')
  await expect.poll(() => processesOn(userData)).toEqual([])
})

test('quits with its last window', async ({ userData }) => {
  const app = await launch(userData)
  const page = await firstPage(app)
  const main = app.process()
  const ended = once(main, 'exit')
  await page.close()
  expect(await ended).toEqual([0, null])
})
