import type { IncomingMessage, ServerResponse } from 'node:http'
import { formatEventId } from '@/lib/sync/protocol/cursor'
import type { ResetReason } from '@/lib/sync/protocol/frames'
import type { Channel } from '../hub/channel'
import type { View } from '../hub/filter'
import { shownEpoch } from '../hub/shown-epoch'
import { sendJson } from './send-json'

/** Most reads of one request, where redaction leaves little of what the filter shows. */
const MOST_READS = 10

interface PageArgs {
  readonly channel: Channel
  readonly view: View
  /** Whose readings it is counted among. */
  readonly readings: string
  readonly cursor: { epoch: string; seq: number } | null
  readonly limit: number
  /** Known already: the log went back, or was pruned past the cursor while it was read. */
  readonly refused?: ResetReason
  /** Milliseconds after which what is refused now is read to this account after all. */
  readonly again?: number | null
}

/**
 * Answers with the polling form: the events after the cursor, and a cursor past those the view leaves out. Whoever has had so
 * much read that a snapshot is cheaper is told to take one, and by `Retry-After` when the events themselves may be asked for again.
 */
export async function sendPage(req: IncomingMessage, res: ServerResponse, args: PageArgs): Promise<void> {
  const { channel, cursor, view } = args
  const epoch = shownEpoch(view.audience, channel.epoch)
  const reset = cursor && (args.refused ?? (await channel.refusal(cursor)))
  const from = reset || !cursor ? channel.head : cursor.seq
  const etag = `"${epoch}-${from}-${channel.head}${reset ? `-${reset}` : ''}"`
  if (!reset && from === channel.head && req.headers['if-none-match'] === etag) {
    res.writeHead(304, { ETag: etag, 'Cache-Control': 'no-cache, no-transform' })
    res.end()
    return
  }
  const collected = await collect(args, from)
  if ('again' in collected) return sendPage(req, res, { ...args, refused: 'expired', again: collected.again })
  const { events, seq, head } = collected
  const rest = {
    lastEventId: formatEventId({ epoch, seq }),
    head,
    epoch,
    reset: reset ?? null,
    hasMore: seq < head,
  }
  // The events are serialised already.
  const body = `{"events":[${events.join(',')}],${JSON.stringify(rest).slice(1)}`
  const { again = null } = args
  const later = again === null ? undefined : { 'Retry-After': String(Math.max(1, Math.ceil(again / 1000))) }
  await sendJson(req, res, body, { ETag: etag, ...later })
}

async function collect({ channel, view, limit, readings }: PageArgs, from: number) {
  const { head } = channel
  const events: string[] = []
  let seq = from
  for (let reads = 0; seq < head && events.length < limit && reads < MOST_READS; reads += 1) {
    const passage = await channel.passage(seq, limit - events.length, view, readings)
    // Pruned meanwhile: a client would take the jump for events its filter leaves out. Or the account has had its share: what
    // was gathered has cost it, and it learns of the end when it asks on.
    if ('again' in passage) return seq > from ? { events, seq, head: channel.head } : passage
    for (const event of passage.events) {
      // Redaction may leave nothing of an event that the filter shows.
      const json = event.json(view.audience, view.stageName)
      if (json !== null) events.push(json)
    }
    seq = passage.upTo
  }
  return { events, seq, head: channel.head }
}
