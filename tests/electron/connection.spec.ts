import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { FaultProxy } from '../support/fault-proxy'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { ask, executable, type StationApp, startStation, stationFolder } from './station-app'

const PIN = '4711'
const PLATE = 'WXY 7001'
const PHONE = '+60123456789'
const NAME = 'Nurul Aisyah'

/** The engineer's screen over main's engine, on real Electron or its stand-in. */
test.describe
  .serial(`the connection screen [${executable.describe}]`, () => {
    let server: TestServer
    let proxy: FaultProxy
    let station: StationApp
    let panel: Locator
    let state: Locator
    const folder = stationFolder()

    test.beforeAll(async () => {
      server = await startServer()
      proxy = await FaultProxy.start(server.url)
      const orderID = await newOrder(server, PLATE)
      await server.rest('PATCH', `/api/orders/${await rowOf(server, orderID)}`, {
        customerNotes: `Call ${NAME} at ${PHONE}`,
      })
      station = await startStation({
        dataDir: folder.dataDir,
        env: { AX_SERVER_URL: proxy.url, AX_STATION_KEY: server.stationKey },
      })
      await expect.poll(engine).toMatchObject({ freshness: { kind: 'current' } })
      await ask(station.page, 'pin:set', { pin: PIN })
      await ask(station.page, 'pin:lock')
      await countPushes()
      panel = station.page.getByRole('region', { name: 'Sync debug panel' })
      state = panel.getByRole('status').first()
    })

    test.afterAll(async () => {
      await station?.close()
      await proxy?.stop()
      await server?.stop()
      folder.remove()
    })

    /** What main says of its engine, past the panel. */
    const engine = async () => (await ask(station.page, 'feed:load')).status
    const part = (name: string) => panel.getByRole('region', { name, exact: true })
    const press = (name: string) => panel.getByRole('button', { name, exact: true }).click()

    /** Counts what main pushes to the page, by channel. */
    const countPushes = () =>
      station.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        const pushes: Record<string, number> = {}
        Object.assign(globalThis, { pushes })
        if (!window) return
        const send = window.webContents.send.bind(window.webContents)
        window.webContents.send = (channel, ...values) => {
          pushes[channel] = (pushes[channel] ?? 0) + 1
          send(channel, ...values)
        }
      })
    const pushes = () => station.app.evaluate(() => Reflect.get(globalThis, 'pushes') as Record<string, number>)

    const answerDialog = (method: 'showSaveDialog' | 'showOpenDialog', path: string) =>
      station.app.evaluate(
        ({ dialog }, [name, file]) => {
          Object.assign(dialog, { [name]: async () => ({ canceled: false, filePath: file, filePaths: [file] }) })
        },
        [method, path] as const,
      )

    test('no debug traffic while it is closed, and none for whoever has not the PIN', async () => {
      const before = (await pushes())['station:feed:batch'] ?? 0
      await newOrder(server, 'WXY 7002')
      await expect(station.page.getByText('WXY 7002').first()).toBeVisible()
      const counted = await pushes()
      expect(counted['station:feed:batch'] ?? 0).toBeGreaterThan(before)
      expect(counted['station:debug:update']).toBeUndefined()
      await expect(ask(station.page, 'debug:open')).rejects.toThrow('pin_needed: ')
      await expect(ask(station.page, 'debug:act', 'disconnect')).rejects.toThrow('pin_needed: ')
    })

    test('it is reached through settings and PIN, and shows main’s engine live', async () => {
      const { page } = station
      await page.getByRole('button', { name: 'Settings' }).click()
      for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click()
      await page.getByRole('button', { name: 'Unlock' }).click()
      await page.getByRole('tab', { name: 'Connection' }).click()
      await page.getByRole('button', { name: 'Open the connection panel' }).click()
      await expect(state).toHaveText('connected')
      // The panel's own style passes the page's policy.
      await expect(panel).toHaveCSS('border-radius', '8px')
      const orderID = await newOrder(server, 'WXY 7003')
      const row = part('Events').getByRole('option', { name: new RegExp(`order_created ${orderID}`) })
      await row.click()
      await expect(part('Chosen event')).toContainText('"plate": "WXY 7003"')
      await expect(part('Storage')).toContainText(/Journal on disk[\d.]+ [KM]B/)
      await expect(part('Storage')).toContainText(/Commands waiting \(outbox\)0/)
      await expect(
        part('Log')
          .getByRole('option', { name: /connecting -> connected/ })
          .first(),
      ).toBeVisible()
      expect((await pushes())['station:debug:update']).toBeGreaterThan(0)
    })

    test('a cut of the server is on the timeline, and so is what came after', async () => {
      proxy.set({ kind: 'cut' })
      await expect(state).not.toHaveText('connected')
      await expect(part('History')).toContainText('reconnecting')
      await expect(panel.getByText(/^Stale since .*server unreachable$/)).toBeVisible()
      proxy.set({ kind: 'pass' })
      await station.page.getByRole('button', { name: 'Sync now' }).click()
      await expect(state).toHaveText('connected', { timeout: 40_000 })
    })

    test('forcing polling, dropping the stream, cutting off and reconnecting act on main’s engine', async () => {
      await press('Force polling')
      await expect(state).toHaveText('polling_fallback')
      expect(await engine()).toMatchObject({ connectionState: 'polling_fallback', transport: 'polling' })
      await expect(part('Connection')).toContainText(/Stream retryin \d/)
      await press('Reconnect')
      await expect(state).toHaveText('connected')
      expect(await engine()).toMatchObject({ connectionState: 'connected', transport: 'sse' })
      await press('Drop SSE')
      await expect(part('History').getByRole('listitem').filter({ hasText: 'dropped' })).toHaveCount(1)
      await expect(state).toHaveText('connected')
      await press('Disconnect')
      await expect(state).toHaveText('disconnected')
      expect((await engine()).connectionState).toBe('disconnected')
    })

    test('the diagnostics file has its steps, and no secret, plate, name or number', async () => {
      const path = join(folder.dataDir, 'diagnostics.json')
      await answerDialog('showSaveDialog', path)
      await press('Write diagnostics file')
      await expect(panel.getByText(`Written to ${path}`)).toBeVisible()
      const text = readFileSync(path, 'utf8')
      const { steps } = JSON.parse(text) as { steps: { step: number; name: string; failed?: string }[] }
      expect(steps.map(({ step }) => step)).toEqual(steps.map((_, at) => at + 1))
      expect(steps.filter(({ failed }) => failed)).toEqual([])
      for (const name of ['versions', 'connection', 'metrics', 'journal and outbox', 'server followed']) {
        expect(steps.map((step) => step.name)).toContain(name)
      }
      for (const secret of [server.stationKey, server.adminToken, PIN, PLATE, 'WXY7001', PHONE, NAME]) {
        expect(text).not.toContain(secret)
      }
      expect(text).toContain('connected -> reconnecting')
    })

    test('what is exported can be imported', async () => {
      const path = join(folder.dataDir, 'state.json')
      await answerDialog('showSaveDialog', path)
      await press('Export')
      await expect(panel.getByText(`Written to ${path}`)).toBeVisible()
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: '1.0.0' })
      await answerDialog('showOpenDialog', path)
      await press('Import')
      await expect(panel.getByText(/^Imported \d+ events?\.$/)).toBeVisible()
    })

    test('leaving it connects the station again, and ends the traffic', async () => {
      await station.page.getByRole('button', { name: 'Back' }).click()
      await expect(panel).toHaveCount(0)
      await expect.poll(engine).toMatchObject({ connectionState: 'connected' })
      const counted = (await pushes())['station:debug:update']
      await newOrder(server, 'WXY 7004')
      await expect.poll(async () => JSON.stringify(await ask(station.page, 'feed:load'))).toContain('WXY 7004')
      expect((await pushes())['station:debug:update']).toBe(counted)
    })
  })
