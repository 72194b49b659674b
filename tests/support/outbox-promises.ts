import type { Command } from '@/lib/domain'
import type { Outbox, RefusedCommand, WaitingCommand } from '@/lib/sync/engine'

/** Opens the outbox again, as after a restart of the program; one that is not durable is the same as before. */
export type OpenOutbox = () => Promise<Outbox>

export interface OutboxPromise {
  readonly name: string
  /** For outboxes that several programs, or tabs, have open at once. */
  readonly shared?: true
  /** Throws where the promise is not kept. */
  prove(open: OpenOutbox): Promise<void>
}

const idOf = (number: number) => `6f9d6a7e-2f0e-4c7c-9a55-${String(number).padStart(12, '0')}`

/** One of many commands that a station may send. */
export function cancelOf(number: number): Command {
  const payload = { orderID: 'AX-20260115-0001', reason: '' }
  return { id: idOf(number), type: 'order.cancel', issuedAt: '2026-01-15T10:00:00Z', payload }
}

const refusedOf = (number: number, message: string): RefusedCommand => ({
  command: cancelOf(number),
  answer: { id: idOf(number), status: 'rejected', code: 'conflict', message, current: null },
})

/** Runs in a page too: without a test runner's own comparison. */
function same(actual: unknown, expected: unknown, what: string): void {
  const [one, other] = [JSON.stringify(actual, inOrder), JSON.stringify(expected, inOrder)]
  if (one !== other) throw new Error(`${what}: ${one} is not ${other}`)
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const numbers = (ids: readonly string[]) => ids.map((id) => Number(id.slice(-12)))
const pending = async (outbox: Outbox) => numbers((await outbox.pending()).map(({ id }) => id))
const unsent = async (outbox: Outbox) => numbers(await outbox.unsent())
const seen = (waiting: readonly WaitingCommand[]) =>
  waiting.map(({ command: { id }, unsent: mark }) => `${numbers([id])[0]}${mark ? '' : ' left'}`)

/** Takes these back where none of them has left. @returns whether it did */
async function takenBack(outbox: Outbox, ids: readonly string[]): Promise<boolean> {
  let chosen: readonly string[] = []
  await outbox.withdraw((waiting) => {
    const free = new Set(waiting.flatMap(({ command: { id }, unsent: mark }) => (mark ? [id] : [])))
    chosen = ids.every((id) => free.has(id)) ? ids : []
    return chosen
  })
  return chosen.length > 0
}

async function filled(open: OpenOutbox, count: number): Promise<Outbox> {
  const outbox = await open()
  for (let number = 1; number <= count; number += 1) await outbox.add(cancelOf(number))
  return outbox
}

/** What every outbox promises, whatever it is written on. */
export const OUTBOX_PROMISES: readonly OutboxPromise[] = [
  {
    name: 'keeps commands in order until they are settled, each once',
    async prove(open) {
      const outbox = await filled(open, 5)
      await outbox.add({ ...cancelOf(1), issuedAt: '2027-01-01T00:00:00Z' })
      const again = await open()
      same(await again.pending(), [1, 2, 3, 4, 5].map(cancelOf), 'after a restart')
      await again.settle([idOf(2), idOf(4)])
      same(await pending(await open()), [1, 3, 5], 'settled')
    },
  },
  {
    name: 'keeps what was refused until a person has decided',
    async prove(open) {
      const outbox = await filled(open, 2)
      await outbox.setAside([refusedOf(1, 'first')])
      await outbox.setAside([refusedOf(1, 'heard again'), refusedOf(2, 'second')])
      const again = await open()
      same(await pending(again), [], 'waiting')
      same(await again.refused(), [refusedOf(1, 'first'), refusedOf(2, 'second')], 'refused')
      await again.release(idOf(1))
      same(await (await open()).refused(), [refusedOf(2, 'second')], 'decided on')
    },
  },
  {
    name: 'marks what is new as unsent, and nothing that may have left before',
    async prove(open) {
      const outbox = await filled(open, 2)
      await outbox.add(cancelOf(3), true)
      // It is here already, and has not left.
      await outbox.add(cancelOf(2), true)
      await outbox.add(cancelOf(3))
      const again = await open()
      same(await unsent(again), [1, 2], 'unsent')
      same(await pending(again), [1, 2, 3], 'waiting')
    },
  },
  {
    name: 'lets go for good: over a restart, it is not unsent again',
    async prove(open) {
      const outbox = await filled(open, 3)
      same(numbers(await outbox.letGo([idOf(1), idOf(3), idOf(9)])), [1, 3], 'let go')
      const again = await open()
      same(await unsent(again), [2], 'unsent')
      same(await pending(again), [1, 2, 3], 'waiting')
      await again.add(cancelOf(1))
      same(await unsent(again), [2], 'added once more')
      same(numbers(await again.letGo([idOf(3)])), [3], 'let go twice')
    },
  },
  {
    name: 'takes back in one step what is chosen of all that waits',
    async prove(open) {
      const outbox = await filled(open, 4)
      await outbox.letGo([idOf(3)])
      let shown: readonly string[] = []
      await outbox.withdraw((waiting) => {
        shown = seen(waiting)
        return [idOf(2), idOf(4)]
      })
      same(shown, ['1', '2', '3 left', '4'], 'what waits')
      const again = await open()
      same(await pending(again), [1, 3], 'waiting')
      same(numbers(await again.letGo([idOf(1), idOf(2)])), [1], 'let go')
      await again.withdraw(() => [])
      same(await pending(again), [1, 3], 'nothing chosen')
      // Whoever taps again does it anew.
      await again.add(cancelOf(2))
      same(await unsent(again), [2], 'tapped again')
    },
  },
  {
    name: 'either lets a command go or has it taken back, never both',
    async prove(open) {
      const outbox = await filled(open, 60)
      await race(outbox, outbox, 60)
    },
  },
  {
    name: 'does so between two that have it open',
    shared: true,
    async prove(open) {
      const [one, other] = [await filled(open, 60), await open()]
      await race(one, other, 60)
      same(await pending(one), await pending(other), 'what waits')
    },
  },
]

async function race(sender: Outbox, desk: Outbox, count: number): Promise<void> {
  const both = Array.from({ length: count }, async (_, at) => {
    const id = idOf(at + 1)
    const leave = async () => (await sender.letGo([id])).includes(id)
    const [left, back] =
      at % 2 === 0
        ? await Promise.all([leave(), takenBack(desk, [id])])
        : (await Promise.all([takenBack(desk, [id]), leave()])).reverse()
    if (left === back) throw new Error(`${at + 1} left: ${left}, taken back: ${back}`)
    return left ? [at + 1] : []
  })
  const left = (await Promise.all(both)).flat()
  same(await pending(sender), left, 'what left waits for its answer')
  same(await unsent(sender), [], 'nothing else is there')
}
