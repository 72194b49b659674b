import { expect, test } from '@playwright/test'
import { FaultProxy } from '../support/fault-proxy'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { ask, executable, type StationApp, startStation, stationFolder } from './station-app'

/** The thread from the server's database to the window, on real Electron or its stand-in. */
test.describe(`data on the station [${executable.describe}]`, () => {
  let server: TestServer
  let station: StationApp | null = null
  const folder = stationFolder()

  test.beforeAll(async () => {
    server = await startServer()
  })

  test.afterEach(async () => {
    await station?.close()
    station = null
  })

  test.afterAll(async () => {
    await server.stop()
    folder.remove()
  })

  const start = async () => {
    station = await startStation({
      dataDir: folder.dataDir,
      env: { AX_SERVER_URL: server.url, AX_STATION_KEY: server.stationKey },
    })
    return station
  }

  test('an order made at the server and a change of it through REST appear in the window', async () => {
    const orderID = await newOrder(server, 'WXY 1001')
    const { page } = await start()
    await expect(page.getByText('WXY 1001').first()).toBeVisible()
    const before = await ask(page, 'feed:load')
    expect(before.documents.some(({ key }) => key === orderID)).toBe(true)
    await server.rest('PATCH', `/api/orders/${await rowOf(server, orderID)}`, { customerNotes: 'Mind the mirror' })
    await expect
      .poll(async () => {
        const { documents } = await ask(page, 'feed:load')
        const found = documents.find(({ key }) => key === orderID)
        return found?.kind === 'order' ? found.document?.customerNotes : null
      })
      .toBe('Mind the mirror')
    expect((await ask(page, 'feed:load')).status.freshness).toEqual({ kind: 'current' })
  })

  test('the window shows the journal before any network, and says that it is not current', async () => {
    const orderID = await newOrder(server, 'WXY 1002')
    const proxy = await FaultProxy.start(server.url)
    const startBehind = () =>
      startStation({
        dataDir: folder.dataDir,
        env: { AX_SERVER_URL: proxy.url, AX_STATION_KEY: server.stationKey },
      })
    try {
      station = await startBehind()
      await expect(station.page.getByText('WXY 1002').first()).toBeVisible()
      await station.close()
      // Connections are accepted and never answered: what is shown can only come from the journal.
      proxy.set({ kind: 'stall' })
      station = await startBehind()
      await expect(station.page.getByText('WXY 1002').first()).toBeVisible()
      const { documents, status } = await ask(station.page, 'feed:load')
      expect(documents.some(({ key }) => key === orderID)).toBe(true)
      expect(status.freshness.kind).not.toBe('current')
      proxy.set({ kind: 'pass' })
      await ask(station.page, 'feed:syncNow')
      const page = station.page
      await expect.poll(async () => (await ask(page, 'feed:load')).status.freshness.kind).toBe('current')
    } finally {
      await station?.close()
      station = null
      await proxy.stop()
    }
  })

  test('the fleet list learns how the station does', async () => {
    await start()
    await expect
      .poll(async () => {
        const { docs } = await server.rest<{ docs: { name: string; lastSeen?: string; appVersion?: string }[] }>(
          'GET',
          '/api/stations?where[name][equals]=desk',
        )
        return docs[0]?.appVersion
      })
      .toMatch(/^\d+\.\d+\.\d+/)
  })
})
