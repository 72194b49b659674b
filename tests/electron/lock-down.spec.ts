import { expect, test } from '@playwright/test'
import { ask, executable, logOf, runStation, type StationApp, startStation, stationFolder } from './station-app'

/** The kiosk and the page's cage. What only a real binary can prove is listed in docs/security.md. */
test.describe(`lock-down [${executable.describe}]`, () => {
  const folder = stationFolder()
  let station: StationApp

  test.beforeAll(async () => {
    station = await startStation({ dataDir: folder.dataDir, env: { AX_KIOSK: '1' } })
    await expect(station.page.locator('#root > *').first()).toBeAttached()
  })

  test.afterAll(async () => {
    await station.close()
    folder.remove()
  })

  test('the window is a sandboxed, isolated kiosk without Node', async () => {
    const seen = await station.app.evaluate(({ BrowserWindow, Menu, app }) => {
      const [window] = BrowserWindow.getAllWindows()
      return {
        windows: BrowserWindow.getAllWindows().length,
        kiosk: window?.isKiosk(),
        url: window?.webContents.getURL(),
        menu: Menu.getApplicationMenu(),
        lock: app.hasSingleInstanceLock(),
      }
    })
    expect(seen).toEqual({ windows: 1, kiosk: true, url: 'app://station/', menu: null, lock: true })
    const page = await station.page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      module: typeof Reflect.get(window, 'module'),
      ipcRenderer: typeof Reflect.get(window, 'ipcRenderer'),
      bridge: Object.keys(Reflect.get(window, 'axStation') as object).sort(),
    }))
    expect(page).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      ipcRenderer: 'undefined',
      bridge: ['on', 'request'],
    })
  })

  test('a page can open no window and go nowhere', async () => {
    const { page, app } = station
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true)
    await page.evaluate(() => {
      location.href = 'https://example.invalid/'
    })
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'file:///etc/passwd'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
    })
    await expect.poll(() => logOf(station.folder)).toContain('tried to leave the station')
    expect(logOf(station.folder)).toContain('tried to open a window')
    const urls = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    )
    expect(urls).toEqual(['app://station/'])
    await expect(page.locator('#root > *').first()).toBeAttached()
  })

  test('the policy stops inline and foreign script, and every connection but to the page itself', async () => {
    const ran = await station.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      const blocked = async (url: string) =>
        fetch(url).then(
          () => false,
          () => true,
        )
      // Of its own accord, not as a debugger's call, which may evaluate.
      const evaluated = await new Promise<boolean>((done) => {
        setTimeout(() => {
          try {
            new Function('return 1')()
            done(true)
          } catch {
            done(false)
          }
        })
      })
      return {
        inline: Reflect.get(window, 'inlineRan') === true,
        evaluated,
        foreignBlocked: await blocked('http://127.0.0.1:3710/api/v1/sync/health'),
      }
    })
    expect(ran).toEqual({ inline: false, evaluated: false, foreignBlocked: true })
  })

  test('no path leads out of the page folder', async () => {
    const statuses = await station.page.evaluate(async () => {
      const paths = ['/..%2fmain%2findex.js', '/%2e%2e/%2e%2e/package.json', '/..\\main\\index.js', '/.env.js']
      return Promise.all(paths.map(async (path) => (await fetch(path)).status))
    })
    expect(statuses).toEqual([404, 404, 404, 404])
  })

  test('permissions, devices and downloads are refused', async () => {
    const answers = await station.app.evaluate(({ session }) => {
      const handlers = Reflect.get(session.defaultSession, 'recordedHandlers') as
        | Record<string, (...given: unknown[]) => unknown>
        | undefined
      if (!handlers) return null
      let asked: boolean | null = null
      const names = Object.keys(handlers)
      const named = (part: string) => handlers[names.find((name) => name.toLowerCase().includes(part)) ?? '']
      named('permissionrequest')?.(null, 'media', (granted: boolean) => {
        asked = granted
      })
      return { asked, checked: named('permissioncheck')?.(null, 'media'), device: named('devicepermission')?.({}) }
    })
    // On the real binary the page's own questions are asked instead.
    if (answers) expect(answers).toEqual({ asked: false, checked: false, device: false })
    const state = await station.page.evaluate(async () =>
      navigator.permissions.query({ name: 'geolocation' }).then(
        ({ state }) => state,
        () => 'denied',
      ),
    )
    if (!answers) expect(state).toBe('denied')
  })

  test('a kiosk does not close by its window, and is left by its PIN alone', async () => {
    const { app, page } = station
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect((await ask(page, 'pin:set', { pin: '4711' })).set).toBe(true)
    await ask(page, 'pin:lock')
    const guarded = ['app:leaveKiosk', 'app:quit', 'debug:log', 'state:export', 'diagnostics:write'] as const
    for (const request of [...guarded, 'update:check', 'update:install'] as const) {
      await expect(ask(page, request)).rejects.toThrow('pin_needed: ')
    }
    await expect(ask(page, 'settings:write', { kiosk: false })).rejects.toThrow('pin_needed: ')
    expect((await ask(page, 'settings:write', { language: 'ms' })).language).toBe('ms')
    await expect(ask(page, 'pin:unlock', { pin: '0000' })).rejects.toThrow('wrong_pin: ')
    expect((await ask(page, 'pin:unlock', { pin: '4711' })).unlocked).toBe(true)
    await ask(page, 'app:leaveKiosk')
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk())).toBe(false)
  })

  test('a second start gives way to the first', async () => {
    expect(await runStation({ dataDir: folder.dataDir })).toBe(0)
    expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
