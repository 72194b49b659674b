import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { announce } from '@/cms/server/announce'
import { SERVICE } from '@/lib/network/announcement'

/** Packets of a port that no socket of this machine can have. */
class Line extends EventEmitter {
  readonly sent: { readonly port: number }[] = []
  respond(_: unknown, to?: { readonly port: number } | (() => void)): void {
    if (typeof to === 'function') to()
    else if (to) this.sent.push(to)
  }
  destroy(): void {}
}
const line = new Line()
vi.mock('multicast-dns', () => ({ default: () => line }))

test('a question that comes from port 0 is not answered: nothing can be sent there', async () => {
  const announcement = async () => ({ name: null, port: 3710, protocol: 1, fingerprint: null })
  const end = announce({ announcement, log: pino({ enabled: false }) })
  const ask = (port: number) =>
    line.emit('query', { id: 1, questions: [{ name: SERVICE, type: 'PTR' }] }, { address: '127.0.0.1', port })
  ask(0)
  ask(40_000)
  await vi.waitFor(() => expect(line.sent).not.toEqual([]))
  expect(line.sent).toMatchObject([{ port: 40_000 }])
  await end()
})
