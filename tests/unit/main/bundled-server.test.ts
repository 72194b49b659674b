import { describe, expect, test } from 'vitest'
import { BundledServer } from '@/main/server/bundled-server'
import { restartDecision } from '@/main/server/restart-policy'
import type { ServerChild } from '@/main/server/server-child'
import { serverEnvironment } from '@/main/server/server-environment'
import type { ServerState } from '@/preload/contract'
import { FakeClock } from '@/tests/support/fake-clock'

/** A server process that does what the test says. */
class Child implements ServerChild {
  readonly pid = 1
  readonly killed: boolean[] = []
  tell: (message: unknown) => void = () => undefined
  exit: (code: number | null) => void = () => undefined
  print: (text: string) => void = () => undefined
  onMessage(listener: (message: unknown) => void) {
    this.tell = listener
  }
  onExit(listener: (code: number | null) => void) {
    this.exit = listener
  }
  onOutput(listener: (text: string) => void) {
    this.print = listener
  }
  kill(force: boolean) {
    this.killed.push(force)
  }
}

function supervised() {
  const clock = new FakeClock()
  const children: Child[] = []
  const states: ServerState[] = []
  const keys: string[] = []
  const world = { healthy: true, output: '' }
  const server = new BundledServer({
    clock,
    fork() {
      const child = new Child()
      children.push(child)
      return child
    },
    environment: () => ({}),
    healthy: async () => world.healthy,
    output: (text) => {
      world.output += text
    },
    note: () => undefined,
    changed: (state) => states.push(state),
    provisioned: (key) => keys.push(key),
  })
  const ready = (child = children.at(-1)) => child?.tell({ type: 'ready', url: 'http://127.0.0.1:3710' })
  return { clock, children, states, keys, world, server, ready, last: () => children.at(-1) as Child }
}

describe('the bundled server', () => {
  test('hands over its key, then says that it runs', () => {
    const { server, last, ready, keys, states } = supervised()
    server.start()
    last().tell({ type: 'provisioned', apiKey: '0123456789abcdef', url: 'http://127.0.0.1:3710' })
    last().tell({ type: 'nonsense' })
    ready()
    expect(keys).toEqual(['0123456789abcdef'])
    expect(states.map(({ status }) => status)).toEqual(['starting', 'running'])
    expect(server.state().url).toBe('http://127.0.0.1:3710')
  })

  test('that ends is started again, later each time, and says why it ended', async () => {
    const { server, clock, children, last, ready } = supervised()
    server.start()
    ready()
    for (const delay of [1_000, 2_000, 4_000]) {
      last().print('Error: listen EADDRINUSE: address already in use 127.0.0.1:3710\n')
      last().exit(1)
      expect(server.state()).toMatchObject({ status: 'restarting', lastError: expect.stringContaining('EADDRINUSE') })
      const before = children.length
      await clock.advance(delay - 1)
      expect(children).toHaveLength(before)
      await clock.advance(1)
      expect(children).toHaveLength(before + 1)
    }
    ready()
    expect(server.state()).toMatchObject({ status: 'running', restarts: 3, lastError: null })
  })

  test('that ends again and again is said to have failed, and is still tried every five minutes', async () => {
    const { server, clock, children, last } = supervised()
    server.start()
    for (let ends = 0; ends < 6; ends += 1) {
      last().exit(1)
      if (ends < 5) await clock.advance(30_000)
    }
    expect(server.state().status).toBe('failed')
    const before = children.length
    await clock.advance(5 * 60_000)
    expect(children).toHaveLength(before + 1)
  })

  test('that runs but does not answer three times is ended', async () => {
    const { server, clock, last, ready, world } = supervised()
    server.start()
    ready()
    await clock.advance(60_000)
    expect(last().killed).toEqual([])
    world.healthy = false
    await clock.advance(20_000)
    expect(last().killed).toEqual([])
    await clock.advance(10_000)
    expect(last().killed).toEqual([true])
  })

  test('that never gets ready is ended after a minute', async () => {
    const { server, clock, last } = supervised()
    server.start()
    await clock.advance(60_000)
    expect(last().killed).toEqual([true])
  })

  test('is asked to stop, is made to after ten seconds, and is not started again', async () => {
    const { server, clock, children, last, ready } = supervised()
    server.start()
    ready()
    const stopped = server.stop()
    expect(last().killed).toEqual([false])
    await clock.advance(10_000)
    expect(last().killed).toEqual([false, true])
    last().exit(null)
    await stopped
    await clock.advance(10 * 60_000)
    expect(children).toHaveLength(1)
    expect(server.state().status).toBe('not_hosted')
    expect(clock.pendingTimers).toBe(0)
  })

  test('stopped and started in quick succession: never two at once, and the last wish stays', async () => {
    const { server, children, last, ready, states, clock } = supervised()
    server.start()
    ready()
    const stopped = server.stop()
    server.start()
    expect(children).toHaveLength(1)
    last().exit(0)
    await stopped
    expect(children).toHaveLength(2)
    ready()
    expect(server.state().status).toBe('running')

    const again = server.restart()
    const never = server.stop()
    last().exit(0)
    await Promise.all([again, never])
    expect(children).toHaveLength(2)
    expect(states.at(-1)).toMatchObject({ status: 'not_hosted', url: null })
    expect(clock.pendingTimers).toBe(0)
  })

  test('that gets ready while it is told to end is not said to run', async () => {
    const { server, children, ready, states } = supervised()
    server.start()
    const stopped = server.restart()
    ready()
    expect(states.map(({ status }) => status)).not.toContain('running')
    children[0]?.exit(0)
    await stopped
    ready()
    expect(server.state().status).toBe('running')
  })

  test('that does not end when asked is made to, and the next one starts only then', async () => {
    const { server, clock, children, last } = supervised()
    server.start()
    const stopped = server.restart()
    await clock.advance(9_999)
    expect(children[0]?.killed).toEqual([false])
    await clock.advance(1)
    expect(children[0]?.killed).toEqual([false, true])
    expect(children).toHaveLength(1)
    last().exit(null)
    await stopped
    expect(children).toHaveLength(2)
  })

  test('that is not installed is said to be missing', () => {
    const { clock, states } = supervised()
    const server = new BundledServer({
      clock,
      fork() {
        throw new Error('The server is not part of this installation.')
      },
      environment: () => ({}),
      healthy: async () => true,
      output: () => undefined,
      note: () => undefined,
      changed: (state) => states.push(state),
      provisioned: () => undefined,
    })
    server.start()
    expect(server.state()).toMatchObject({ status: 'failed', lastError: expect.stringContaining('not part of') })
  })
})

test('the restart budget comes back with time', () => {
  expect(restartDecision([0, 1, 2, 3, 4, 5], 5)).toEqual({ delay: 300_000, failed: true })
  expect(restartDecision([0, 1, 2, 3, 4, 700_000], 700_000)).toEqual({ delay: 1_000, failed: false })
})

test('the server sees no key of the station and only its own settings', () => {
  const environment = serverEnvironment({
    inherited: { PATH: '/bin', AX_STATION_KEY: 'secret', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '1' },
    options: {},
    dataDir: '/data',
    shareOnNetwork: false,
    admin: { email: 'a@b.example', password: 'pw' },
    provision: { name: 'station-x', role: 'bay', bay: 'bay-1' },
  })
  expect(environment).toEqual({
    PATH: '/bin',
    NODE_ENV: 'production',
    AX_DATA_DIR: '/data',
    AX_HOST: '127.0.0.1',
    AX_PORT: '3710',
    AX_ADMIN_EMAIL: 'a@b.example',
    AX_ADMIN_PASSWORD: 'pw',
    AX_PROVISION_STATION: '{"name":"station-x","role":"bay","bay":"bay-1"}',
  })
})
