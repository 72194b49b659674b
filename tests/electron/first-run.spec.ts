import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startServer } from '../support/server'
import { newOrder } from '../support/site'
import { ask, executable, logOf, type StationApp, startStation, stationFolder } from './station-app'

test.describe(`first run and settings [${executable.describe}]`, () => {
  let station: StationApp | null = null
  let folder: ReturnType<typeof stationFolder>

  test.beforeEach(() => {
    folder = stationFolder()
  })

  test.afterEach(async () => {
    await station?.close()
    station = null
    folder.remove()
  })

  test('a broken settings file costs the settings, not the station', async () => {
    const settings = join(folder.dataDir, 'station', 'settings.json')
    mkdirSync(join(folder.dataDir, 'station'), { recursive: true })
    writeFileSync(settings, '{"role": "bay", "lang')
    station = await startStation({ dataDir: folder.dataDir })
    const info = await ask(station.page, 'app:info')
    expect(readFileSync(info.settingsRecovered?.setAside as string, 'utf8')).toBe('{"role": "bay", "lang')
    expect((await ask(station.page, 'settings:read')).mode).toBeNull()
    expect((await ask(station.page, 'settings:write', { theme: 'dark' })).theme).toBe('dark')
    await station.close()
    station = await startStation({ dataDir: folder.dataDir })
    expect((await ask(station.page, 'settings:read')).theme).toBe('dark')
    expect((await ask(station.page, 'app:info')).settingsRecovered).toBeNull()
  })

  test('as client: a wrong address and a wrong key are told apart, the right ones are kept sealed or guarded', async () => {
    const server = await startServer()
    try {
      const orderID = await newOrder(server, 'PAIR 1')
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      const setup = { mode: 'client', role: 'cashier', bayId: null, language: 'en', pin: '4711' } as const
      const wrongKey = 'f'.repeat(64)
      await expect(
        ask(page, 'setup:complete', { ...setup, serverUrl: 'http://127.0.0.1:9', pairingKey: wrongKey }),
      ).rejects.toThrow('unreachable: ')
      await expect(
        ask(page, 'setup:complete', { ...setup, serverUrl: server.url, pairingKey: wrongKey }),
      ).rejects.toThrow('unauthorized: ')
      expect((await ask(page, 'settings:read')).mode).toBeNull()
      await ask(page, 'setup:complete', { ...setup, serverUrl: server.url, pairingKey: server.stationKey })
      await expect
        .poll(async () => (await ask(page, 'feed:load')).documents.some(({ key }) => key === orderID))
        .toBe(true)
      const kept = readdirSync(station.folder).filter((name) => name.endsWith('.json'))
      const texts = kept.map((name) => readFileSync(join(station?.folder as string, name), 'utf8'))
      for (const text of texts) expect(text).not.toContain(server.stationKey)
      expect(logOf(station.folder)).not.toContain(server.stationKey)
      if (process.platform !== 'win32') expect(statSync(join(station.folder, 'secrets.json')).mode & 0o777).toBe(0o600)
      await ask(page, 'pin:lock')
      await expect(ask(page, 'setup:complete', { ...setup, mode: 'host' })).rejects.toThrow('pin_needed: ')
      await station.close()
      station = await startStation({ dataDir: folder.dataDir })
      const again = station.page
      await expect.poll(async () => (await ask(again, 'feed:load')).status.freshness.kind).toBe('current')
    } finally {
      await server.stop()
    }
  })

  test('as client by a code: the server is found, proves itself, and is known again; the machine is what was chosen', async () => {
    // A server on another machine of the network, as far as the station can tell.
    const env = { AX_HOST: '0.0.0.0' }
    const dataDir = join(folder.dataDir, 'server')
    let server = await startServer({ dataDir, env })
    try {
      await newOrder(server, 'PAIR 2')
      const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', {
        ...{ name: 'lane', role: 'bay', bay: 'bay-1', tenant: 'main' },
      })
      const { code } = await server.rest<{ code: string }>('POST', `/api/stations/${doc.id}/code`)
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('Somewhere else').click()
      const address = page.getByLabel('Server’s address')
      // Other systems may first ask a person whether a program may look into the network.
      if (process.platform === 'linux') {
        await page
          .getByText(new RegExp(`^My site.*:${server.port}$`))
          .last()
          .click()
        await expect(address).toHaveValue(new RegExp(`^https://[\\d.]+:${server.port}$`))
      } else await address.fill(server.url.replace('http:', 'https:'))
      await page.getByLabel('Code', { exact: true }).fill(code === '000000' ? '000001' : '000000')
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByRole('alert')).toContainText('The server has no such code')
      await page.getByLabel('Code', { exact: true }).fill(code)
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByText('Connected as lane.')).toBeVisible()
      await expect(page.getByText('it knows this server again by its key')).toBeVisible()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'Without a PIN' }).click()
      await expect(page.getByText('PAIR 2')).toBeVisible()
      const settings = await ask(page, 'settings:read')
      expect(settings).toMatchObject({ mode: 'client', role: 'bay', bayId: 'bay-1' })
      expect(settings.serverUrl).toMatch(/^https:/)
      expect(settings.serverPin).toHaveLength(43)
      const { docs } = await server.rest<{ docs: object[] }>('GET', '/api/stations?where[name][equals]=lane')
      expect(docs).toEqual([expect.objectContaining({ enableAPIKey: true, role: 'bay' })])
      // Its key is replaced: to the station that is another machine, until the right one is back.
      const { port } = server
      const key = join(dataDir, 'tls-key.pem')
      await server.stop()
      renameSync(key, `${key}.kept`)
      server = await startServer({ dataDir, env, port })
      await expect(page.getByText('This is not the machine that was paired')).toBeVisible({ timeout: 30_000 })
      await server.stop()
      renameSync(`${key}.kept`, key)
      server = await startServer({ dataDir, env, port })
      await expect(page.getByText('This is not the machine that was paired')).toHaveCount(0, { timeout: 30_000 })
      await expect
        .poll(async () => (await ask(page, 'feed:load')).status.freshness.kind, { timeout: 30_000 })
        .toBe('current')
    } finally {
      await server.stop()
    }
  })

  test('as client on the same machine: the address is typed as people say it, without http', async () => {
    const server = await startServer()
    try {
      const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', {
        ...{ name: 'lane', role: 'board', tenant: 'main' },
      })
      const { code } = await server.rest<{ code: string }>('POST', `/api/stations/${doc.id}/code`)
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('Somewhere else').click()
      const address = page.getByLabel('Server’s address')
      await address.fill('no address')
      await expect(page.getByText('Give the address alone')).toBeVisible()
      await address.fill(new URL(server.url).host)
      await expect(page.getByText('Give the address alone')).toHaveCount(0)
      await expect(address).toHaveValue(new URL(server.url).host)
      await page.getByLabel('Code', { exact: true }).fill(code)
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByText('Connected as lane.')).toBeVisible()
    } finally {
      await server.stop()
    }
  })

  test('as client on the same machine: a scanner types address and code as one', async () => {
    const server = await startServer()
    try {
      const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', {
        ...{ name: 'lane', role: 'board', tenant: 'main' },
      })
      const { code } = await server.rest<{ code: string }>('POST', `/api/stations/${doc.id}/code`)
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('Somewhere else').click()
      const address = page.getByLabel('Server’s address')
      await address.fill(`${server.url}/#pair=${code}`)
      await expect(address).toHaveValue(server.url)
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByText('Connected as lane.')).toBeVisible()
    } finally {
      await server.stop()
    }
  })

  test('as client by a code that leaves it open: role and bay are chosen at the machine, over a restart, and once', async () => {
    const server = await startServer()
    try {
      const bays = await server.rest<{ docs: { bayId: string; name: string }[] }>('GET', '/api/bays?sort=position')
      const [first, second] = bays.docs as [{ bayId: string; name: string }, { bayId: string; name: string }]
      await server.rest('POST', '/api/stations', { name: 'first', role: 'bay', bay: first.bayId, tenant: 'main' })
      const { code } = await server.rest<{ code: string }>('POST', '/api/stations/code', { role: null })
      station = await startStation({ dataDir: folder.dataDir })
      await station.page.getByRole('button', { name: 'Continue' }).click()
      await station.page.getByText('Somewhere else').click()
      await station.page.getByLabel('Server’s address').fill(`${server.url}/#pair=${code}`)
      await station.page.getByRole('button', { name: 'Connect' }).click()
      await expect(station.page.getByText('The code is right.')).toBeVisible()
      await station.page.getByRole('button', { name: 'Continue' }).click()
      await expect(station.page.getByRole('heading', { name: 'What is this screen for?' })).toBeVisible()
      await station.close()
      // The code is used: the machine goes on where it was.
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      await expect(page.getByRole('heading', { name: 'What is this screen for?' })).toBeVisible()
      const goOn = page.getByRole('button', { name: 'Continue' })
      await expect(page.getByText('Cashier', { exact: true })).toBeVisible()
      await expect(goOn).toBeDisabled()
      await page.getByText('One job fills the screen').click()
      await expect(page.getByRole('radio', { name: `${first.name}, Station there: first` })).toBeAttached()
      await expect(goOn).toBeDisabled()
      await page.getByText(second.name, { exact: true }).click()
      await goOn.click()
      await expect(page.getByText(`Connected as ${second.bayId}.`)).toBeVisible()
      await page.getByRole('button', { name: 'Without a PIN' }).click()
      await expect
        .poll(async () => await ask(page, 'settings:read'))
        .toMatchObject({ mode: 'client', role: 'bay', bayId: second.bayId })
      await expect.poll(async () => (await ask(page, 'feed:load')).status.freshness.kind).toBe('current')
      const { docs } = await server.rest<{ docs: object[] }>('GET', `/api/stations?where[bay][equals]=${second.bayId}`)
      expect(docs).toEqual([expect.objectContaining({ enableAPIKey: true, role: 'bay', name: second.bayId })])
      expect(await ask(page, 'setup:unfinished')).toBeNull()
    } finally {
      await server.stop()
    }
  })

  test('as client by a code that leaves it open, too late: it says so, and a new code goes on', async () => {
    const server = await startServer()
    try {
      // Whoever made the first code is gone when the machine chooses: to it that is as late as any other end.
      const account = { email: 'gone@example.test', password: 'a long enough one' }
      const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
        ...account,
        ...{ role: 'admin', tenant: 'main' },
      })
      const post = async <Answer>(path: string, body: object, headers: Record<string, string> = {}) => {
        const sent = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } }
        return (await (await fetch(`${server.url}${path}`, { ...sent, body: JSON.stringify(body) })).json()) as Answer
      }
      const { token } = await post<{ token: string }>('/api/users/login', account)
      const made = await post<{ code: string }>('/api/stations/code', { role: null }, { Authorization: `JWT ${token}` })
      station = await startStation({ dataDir: folder.dataDir })
      const { page } = station
      const goOn = page.getByRole('button', { name: 'Continue' })
      await goOn.click()
      await page.getByText('Somewhere else').click()
      await page.getByLabel('Server’s address').fill(`${server.url}/#pair=${made.code}`)
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect(page.getByText('The code is right.')).toBeVisible()
      await goOn.click()
      await page.getByText('Orders by stage').click()
      await server.rest('DELETE', `/api/users/${doc.id}`)
      await goOn.click()
      await expect(page.getByRole('alert')).toContainText('The ten minutes are over')
      await page.getByRole('button', { name: 'Enter a new code' }).click()
      const { code } = await server.rest<{ code: string }>('POST', '/api/stations/code', { role: 'bay' })
      await page.getByLabel('Code', { exact: true }).fill(code)
      await page.getByRole('button', { name: 'Connect' }).click()
      await goOn.click()
      // The administrator has chosen the role already.
      await expect(page.getByRole('heading', { name: 'Which bay does it stand at?' })).toBeVisible()
      await expect(page.getByText('Orders by stage')).toHaveCount(0)
    } finally {
      await server.stop()
    }
  })

  test('as host: the server starts, the station gets its key by itself, and both come back after a kill', async () => {
    test.setTimeout(240_000)
    const env = { AX_PORT: '0' }
    station = await startStation({ dataDir: folder.dataDir, env })
    const { page } = station
    const setup = { mode: 'host', role: 'cashier', bayId: null, language: 'en' } as const
    await expect(ask(page, 'setup:complete', setup)).rejects.toThrow('pin_required: ')
    await ask(page, 'setup:complete', { ...setup, pin: '4711' })
    await expect.poll(async () => (await ask(page, 'server:state')).status, { timeout: 60_000 }).toBe('running')
    await expect
      .poll(async () => (await ask(page, 'feed:load')).status.freshness.kind, { timeout: 30_000 })
      .toBe('current')
    await expect(ask(page, 'pin:set', { pin: null })).rejects.toThrow('pin_required: ')
    const admin = await ask(page, 'server:admin')
    expect(openToOthers(station.folder)).toEqual([])
    expect(logOf(station.folder)).toContain('The server brings its data to this release')
    // The owner finds the account and the way in on the screen, behind the PIN.
    await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
    await page.getByRole('tab', { name: 'Machine' }).click()
    await expect(page.getByText(admin?.email as string)).toBeVisible()
    await expect(page.getByText(admin?.password as string)).toHaveCount(0)
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.getByText(admin?.password as string)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Open the admin panel' })).toBeEnabled()
    await expect(page.getByRole('button', { name: 'Remove the PIN' })).toHaveCount(0)
    expect(admin?.password.length).toBeGreaterThan(15)
    const login = await fetch(`${admin?.url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: admin?.email, password: admin?.password }),
    })
    expect(login.status).toBe(200)
    const serverLog = join(station.folder, 'logs', 'server.log')
    expect(existsSync(serverLog)).toBe(true)
    expect(readFileSync(serverLog, 'utf8')).not.toContain(admin?.password as string)
    // The server's process is killed; the supervisor starts it again and the station goes on.
    const pid = serverPid(station)
    process.kill(pid, 'SIGKILL')
    await expect.poll(async () => (await ask(page, 'server:state')).restarts, { timeout: 30_000 }).toBe(1)
    await expect.poll(async () => (await ask(page, 'server:state')).status, { timeout: 60_000 }).toBe('running')
    await expect
      .poll(async () => (await ask(page, 'feed:load')).status.freshness.kind, { timeout: 60_000 })
      .toBe('current')
    // The whole station is killed: no server stays behind, and the next start has both again.
    const second = serverPid(station)
    await station.kill()
    await expect.poll(() => isAlive(second), { timeout: 20_000 }).toBe(false)
    station = await startStation({ dataDir: folder.dataDir, env })
    const again = station.page
    await expect
      .poll(async () => (await ask(again, 'feed:load')).status.freshness.kind, { timeout: 60_000 })
      .toBe('current')
  })
})

/** Files and folders of the station that other accounts of this machine could use. */
function openToOthers(folder: string): string[] {
  if (process.platform === 'win32') return []
  const names = [
    '.',
    'journal',
    'logs',
    'server',
    'settings.json',
    'secrets.json',
    'journal/host.sqlite',
    'logs/server.log',
  ]
  return names.filter((name) => statSync(join(folder, name)).mode & 0o077)
}

/** Process id of the server that last got ready, as main's log names it. */
function serverPid({ folder }: StationApp): number {
  const found = [...logOf(folder).matchAll(/\(process (\d+)\)/g)].at(-1)
  if (!found) throw new Error('the log names no server process')
  return Number(found[1])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
