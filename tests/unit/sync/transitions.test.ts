import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  CONNECTION_EVENTS,
  type Connection,
  type ConnectionEventType,
  INITIAL_CONNECTION,
  TRANSITIONS,
  transition,
} from '@/lib/sync/connection/machine'
import { CONNECTION_STATES, type ConnectionStateName } from '@/lib/sync/engine'

const POLICY = { autoReconnect: true, maxReconnectAttempts: 5 }

/** The table as docs/sync-spec.md shows it: where each event leads, `·` for ignored. Written by hand, not derived. */
const EXPECTED: Record<ConnectionEventType, Record<ConnectionStateName, ConnectionStateName | '·'>> = {
  connect: row('connecting', '·', '·', '·', 'connecting', '·'),
  disconnect: row('·', 'disconnected', 'disconnected', 'disconnected', 'disconnected', 'disconnected'),
  stream_opened: row('·', 'connected', 'connected', 'connected', '·', 'connected'),
  stream_stable: row('·', '·', 'connected', '·', '·', '·'),
  attempt_failed: row('·', 'error', 'reconnecting', 'reconnecting', '·', 'polling_fallback'),
  stream_lost: row('·', '·', 'reconnecting', '·', '·', '·'),
  attempts_exhausted: row('·', '·', '·', 'polling_fallback', 'polling_fallback', '·'),
  retry_due: row('·', '·', '·', 'reconnecting', 'connecting', '·'),
  sse_retry_due: row('·', '·', '·', '·', '·', 'polling_fallback'),
  recheck_due: row('·', '·', '·', '·', 'connecting', '·'),
  network_back: row('·', 'connecting', 'connected', 'reconnecting', 'connecting', 'polling_fallback'),
  unauthorized: row('·', 'error', 'error', 'error', 'error', 'error'),
  no_such_site: row('·', 'error', 'error', 'error', 'error', 'error'),
  credentials_changed: row('·', 'connecting', 'reconnecting', 'reconnecting', 'connecting', 'polling_fallback'),
  resync: row('·', '·', 'reconnecting', '·', '·', '·'),
  refilter: row('·', '·', 'connected', '·', '·', 'polling_fallback'),
  force_polling: row('·', 'polling_fallback', 'polling_fallback', 'polling_fallback', 'polling_fallback', '·'),
}

function row(...cells: (ConnectionStateName | '·')[]): Record<ConnectionStateName, ConnectionStateName | '·'> {
  return Object.fromEntries(CONNECTION_STATES.map((state, index) => [state, cells[index] ?? '·'])) as never
}

const at = (state: ConnectionStateName, rest: Partial<Connection> = {}): Connection => ({
  ...INITIAL_CONNECTION,
  state,
  ...rest,
})

describe('the transition table', () => {
  for (const state of CONNECTION_STATES) {
    for (const event of CONNECTION_EVENTS) {
      const to = EXPECTED[event][state]
      it(`${state} + ${event} -> ${to === '·' ? 'ignored' : to}`, () => {
        const before = Object.freeze(at(state))
        const { connection, effects } = transition(before, { type: event, reason: 'network' }, POLICY)
        if (to === '·') {
          expect(connection).toBe(before)
          expect(effects).toEqual([])
        } else expect(connection.state).toBe(to)
      })
    }
  }

  it('is the one in docs/sync-spec.md', () => {
    const spec = readFileSync(new URL('../../../docs/sync-spec.md', import.meta.url), 'utf8')
    expect(spec).toContain(renderTable())
  })
})

describe('failures', () => {
  it('are counted, and the last one allowed gives up', () => {
    let connection = at('reconnecting')
    for (let failure = 1; failure <= 5; failure += 1) {
      const next = transition(connection, { type: 'attempt_failed', reason: 'network' }, POLICY)
      expect(next.connection).toMatchObject({ state: 'reconnecting', attempts: failure, reason: 'network' })
      expect(next.effects).toEqual(['close_stream', failure < 5 ? 'schedule_retry' : 'give_up'])
      connection = next.connection
    }
  })

  it('are not tried again without auto-reconnect', () => {
    const { connection, effects } = transition(
      at('connected'),
      { type: 'stream_lost', reason: 'closed' },
      { ...POLICY, autoReconnect: false },
    )
    expect(connection).toMatchObject({ state: 'error', reason: 'closed' })
    expect(effects).toEqual(['close_stream'])
  })

  it('of a stream that dies young count as failed attempts; of a stable one they do not', () => {
    const lost = { type: 'stream_lost', reason: 'closed' } as const
    expect(transition(at('connected', { attempts: 4, stable: false }), lost, POLICY)).toMatchObject({
      connection: { attempts: 5 },
      effects: ['close_stream', 'give_up'],
    })
    const stable = transition(at('connected', { attempts: 4 }), { type: 'stream_stable' }, POLICY).connection
    expect(transition(stable, lost, POLICY).connection.attempts).toBe(0)
  })
})

describe('refused credentials', () => {
  const refused = transition(at('connected'), { type: 'unauthorized' }, POLICY).connection

  it('stop everything', () => {
    expect(refused).toMatchObject({ state: 'error', reason: 'unauthorized' })
    expect(transition(at('polling_fallback'), { type: 'unauthorized' }, POLICY).effects).toEqual([
      'stop_all',
      'schedule_recheck',
    ])
  })

  it('are tried again when it is time, or somebody asks; commands wait for the answer', () => {
    for (const type of ['recheck_due', 'network_back'] as const) {
      const looking = transition(refused, { type }, POLICY)
      expect(looking.effects).toContain('open_stream')
      expect(looking.connection).toMatchObject({ state: 'connecting', reason: 'unauthorized', refusals: 1 })
      const again = transition(looking.connection, { type: 'unauthorized' }, POLICY)
      expect(again.connection).toMatchObject({ state: 'error', reason: 'unauthorized', refusals: 2 })
      const accepted = transition(looking.connection, { type: 'stream_opened' }, POLICY)
      expect(accepted.connection).toMatchObject({ state: 'connected', reason: null, refusals: 0 })
    }
  })

  for (const type of CONNECTION_EVENTS) {
    if (type === 'recheck_due' || type === 'network_back') continue
    const leaves = ['credentials_changed', 'disconnect'].includes(type)
    it(`${leaves ? 'end with' : 'hold against'} ${type}`, () => {
      const { connection, effects } = transition(refused, { type, reason: 'x' }, POLICY)
      if (leaves) expect(connection.reason).toBeNull()
      else {
        expect(connection).toMatchObject({ state: 'error', reason: 'unauthorized' })
        expect(effects).not.toContain('open_stream')
        expect(effects).not.toContain('start_polling')
      }
    })
  }
})

/** The table in Markdown, as the specification carries it. */
function renderTable(): string {
  const head = `| event | ${CONNECTION_STATES.join(' | ')} |`
  const rule = `|${'---|'.repeat(CONNECTION_STATES.length + 1)}`
  const rows = CONNECTION_EVENTS.map((event) => {
    const cells = CONNECTION_STATES.map((state) => {
      const cell = TRANSITIONS[state][event]
      if (!cell) return '·'
      const effects = cell.effects.length > 0 ? `: ${cell.effects.join(', ')}` : ''
      return `${cell.to}${effects}${cell.onlyAuthorised ? ' (†)' : ''}`
    })
    return `| ${event} | ${cells.join(' | ')} |`
  })
  return [head, rule, ...rows].join('\n')
}
