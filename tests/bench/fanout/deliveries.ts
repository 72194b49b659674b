import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

export interface Delivery {
  readonly type: string
  readonly seq: number
  /** When the last client had the event. */
  readonly at: number
  /** The event's own timestamp. */
  readonly made: number
}

/** The events that all clients have. Starts listening at once. */
export function deliveriesOf(clients: ChildProcess): Map<number, Delivery> {
  const delivered = new Map<number, Delivery>()
  clients.on('message', (said: Delivery) => {
    if (said.type === 'delivered') delivered.set(said.seq, said)
  })
  return delivered
}

/** Waits until `count` events have reached every client. @throws Error after a minute */
export async function allOf(delivered: Map<number, Delivery>, count: number): Promise<void> {
  const deadline = Date.now() + 60_000
  while (delivered.size < count) {
    if (Date.now() > deadline) throw new Error(`only ${delivered.size} of ${count} events reached all clients`)
    await pause(20)
  }
}
