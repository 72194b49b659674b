import { describe, expect, test } from 'vitest'
import { BundledServer } from '@/main/server/bundled-server'
import { restartDecision } from '@/main/server/restart-policy'
import type { ServerChild } from '@/main/server/server-child'
import { serverEnvironment } from '@/main/server/server-environment'
import type { ServerState } from '@/preload/contract'
import { FakeClock } from '@/tests/support/fake-clock'
import { seededRandom } from '@/tests/support/seeded-random'

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
  ended = false
  /** Ends it, once. */
  end(code: number | null) {
    if (this.ended) return
    this.ended = true
    this.exit(code)
  }
}

function supervised() {
  const clock = new FakeClock()
  const children: Child[] = []
  const states: ServerState[] = []
  const keys: string[] = []
  const world = { healthy: true, output: '', missing: false }
  const server = new BundledServer({
    clock,
    fork() {
      if (world.missing) throw new Error('The server is not part of this installation.')
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
  return {
    clock,
    children,
    states,
    keys,
    world,
    server,
    ready,
    last: () => children.at(-1) as Child,
    alive: () => children.filter(({ ended }) => !ended).length,
  }
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

  test('that cannot be started is said to have failed, and is tried again with growing pauses until it can', async () => {
    const { clock, states, world, children, server, last } = supervised()
    world.missing = true
    server.start()
    expect(server.state()).toMatchObject({ status: 'failed', lastError: expect.stringContaining('not part of') })
    for (const delay of [1_000, 2_000, 4_000]) {
      const before = states.length
      await clock.advance(delay - 1)
      expect(states).toHaveLength(before)
      await clock.advance(1)
      expect(states.length).toBeGreaterThan(before)
    }
    expect(children).toHaveLength(0)
    world.missing = false
    await clock.advance(8_000)
    expect(children).toHaveLength(1)
    last().tell({ type: 'ready', url: 'http://127.0.0.1:3710' })
    expect(server.state()).toMatchObject({ status: 'running', lastError: null })
  })

  test('that cannot be started and is not wanted any more is not tried again', async () => {
    const { clock, world, children, server } = supervised()
    world.missing = true
    server.start()
    await server.stop()
    world.missing = false
    await clock.advance(10 * 60_000)
    expect(children).toHaveLength(0)
    expect(server.state().status).toBe('not_hosted')
    expect(clock.pendingTimers).toBe(0)
  })

  test('that brings its data to a new release is given the time it needs, step by step, and says so', async () => {
    const { server, clock, last, ready } = supervised()
    server.start()
    await clock.advance(50_000)
    for (const step of ['20260101_one', '20260201_two']) {
      last().tell({ type: 'migrating', step })
      expect(server.state().status).toBe('migrating')
      await clock.advance(50 * 60_000)
      last().tell({ type: 'migrated', step })
      expect(server.state().status).toBe('starting')
    }
    await clock.advance(59_000)
    expect(last().killed).toEqual([])
    ready()
    expect(server.state().status).toBe('running')
    await clock.advance(60_000)
    expect(last().killed).toEqual([])
  })

  test('that hangs in such a step, or after it, is ended in the end', async () => {
    const { server, clock, last } = supervised()
    server.start()
    last().tell({ type: 'migrating', step: 'one' })
    await clock.advance(60 * 60_000)
    expect(last().killed).toEqual([true])
    last().exit(null)
    await clock.advance(1_000)
    last().tell({ type: 'migrating', step: 'one' })
    last().tell({ type: 'migrated', step: 'one' })
    await clock.advance(60_000)
    expect(last().killed).toEqual([true])
  })

  test('stopped while it starts or migrates ends once, and nothing it says afterwards counts', async () => {
    const { server, clock, children, last } = supervised()
    server.start()
    last().tell({ type: 'migrating', step: 'one' })
    const stopped = server.stop()
    last().tell({ type: 'migrated', step: 'one' })
    last().tell({ type: 'ready', url: 'http://127.0.0.1:3710' })
    await clock.advance(10_000)
    expect(last().killed).toEqual([false, true])
    last().exit(null)
    await stopped
    expect(server.state()).toMatchObject({ status: 'not_hosted', url: null })
    await clock.advance(60 * 60_000)
    expect(children).toHaveLength(1)
    expect(clock.pendingTimers).toBe(0)
  })

  test('any order of starts, stops and ends: never two at once, and the last wish stays', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed)
      const { server, clock, children, alive } = supervised()
      let wanted = false
      for (let act = 0; act < 30; act += 1) {
        const what = Math.floor(random() * 6)
        if (what < 3) wanted = what !== 1
        if (what === 0) server.start()
        else if (what === 1) void server.stop()
        else if (what === 2) void server.restart()
        else if (what === 3) children.at(-1)?.end(1)
        else if (what === 4) children.at(-1)?.tell({ type: 'ready', url: 'http://127.0.0.1:3710' })
        else await clock.advance(Math.floor(random() * 20_000))
        expect(alive(), `seed ${seed}`).toBeLessThanOrEqual(1)
      }
      await clock.advance(10_000)
      children.at(-1)?.end(0)
      await clock.advance(10 * 60_000)
      expect(alive(), `seed ${seed}`).toBe(wanted ? 1 : 0)
      if (!wanted) expect(server.state().status).toBe('not_hosted')
    }
  })
})

test('the restart budget comes back with time', () => {
  expect(restartDecision([0, 1, 2, 3, 4, 5], 5)).toEqual({ delay: 300_000, failed: true })
  expect(restartDecision([0, 1, 2, 3, 4, 700_000], 700_000)).toEqual({ delay: 1_000, failed: false })
})

test('the server sees no key of the station and only its own settings', () => {
  const input = {
    inherited: { PATH: '/bin', AX_STATION_KEY: 'secret', NODE_OPTIONS: '--inspect', ELECTRON_RUN_AS_NODE: '1' },
    options: {},
    dataDir: '/data',
    shareOnNetwork: false,
    admin: { email: 'a@b.example', password: 'pw' },
    provision: { name: 'station-x', role: 'bay', bay: 'bay-1' },
  } as const
  expect(serverEnvironment(input)).toEqual({
    PATH: '/bin',
    NODE_ENV: 'production',
    AX_DATA_DIR: '/data',
    AX_HOST: '127.0.0.1',
    AX_PORT: '3710',
    AX_ADMIN_EMAIL: 'a@b.example',
    AX_ADMIN_PASSWORD: 'pw',
    AX_PROVISION_STATION: '{"name":"station-x","role":"bay","bay":"bay-1"}',
  })
  const later = serverEnvironment({ ...input, admin: null })
  expect(Object.keys(later).filter((name) => name.startsWith('AX_ADMIN'))).toEqual([])
})
