import { BrowserOutbox } from '@/lib/sync/engine'
import { type OpenOutbox, OUTBOX_PROMISES } from '../../support/outbox-promises'

declare global {
  interface Window {
    /** Proves one promise on this browser's own IndexedDB; rejects where it is not kept. */
    prove(name: string): Promise<void>
    /** Ids in the outbox of the page's own account, and which of them are unsent. */
    outboxOf(owner: string): Promise<{ pending: string[]; unsent: readonly string[] }>
  }
}

window.prove = async (name) => {
  const promise = OUTBOX_PROMISES.find((each) => each.name === name)
  if (!promise) throw new Error(`no promise is called ${name}`)
  // A new one opens a connection of its own, as another tab does.
  const open: OpenOutbox = async () => new BrowserOutbox({ owner: name })
  await promise.prove(open)
}

window.outboxOf = async (owner) => {
  const outbox = new BrowserOutbox({ owner })
  return { pending: (await outbox.pending()).map(({ id }) => id), unsent: await outbox.unsent() }
}
