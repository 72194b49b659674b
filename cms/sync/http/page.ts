import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResetReason } from '@/lib/sync/protocol/events'
import { formatEventId } from '@/lib/sync/protocol/identity'
import type { Channel } from '../hub/channel'
import { shows, type View } from '../hub/filter'
import { sendJson } from './send-json'

const SCAN = 500
/** Most rows one request looks at: a filter that shows few must not make one request read the whole log. */
const MAX_SCANNED = 5_000

interface PageArgs {
  readonly channel: Channel
  readonly view: View
  readonly cursor: { epoch: string; seq: number } | null
  readonly limit: number
  /** Known already: the log went back, or was pruned past the cursor while it was read. */
  readonly refused?: ResetReason
}

/** Answers with the polling form: the events after the cursor, and a cursor past those the view leaves out. */
export async function sendPage(req: IncomingMessage, res: ServerResponse, args: PageArgs): Promise<void> {
  const { channel, cursor } = args
  await channel.tail()
  const reset = cursor && (args.refused ?? (await channel.refusal(cursor)))
  const from = reset || !cursor ? channel.head : cursor.seq
  const etag = `"${channel.epoch}-${from}-${channel.head}${reset ? `-${reset}` : ''}"`
  if (!reset && from === channel.head && req.headers['if-none-match'] === etag) {
    res.writeHead(304, { ETag: etag, 'Cache-Control': 'no-cache, no-transform' })
    res.end()
    return
  }
  const collected = await collect(args, from)
  if (!collected) return sendPage(req, res, { ...args, refused: 'expired' })
  const { events, seq, head } = collected
  const rest = {
    lastEventId: formatEventId({ epoch: channel.epoch, seq }),
    head,
    epoch: channel.epoch,
    reset: reset ?? null,
    hasMore: seq < head,
  }
  // The events are serialised already.
  const body = `{"events":[${events.join(',')}],${JSON.stringify(rest).slice(1)}`
  await sendJson(req, res, body, { ETag: etag })
}

async function collect(args: PageArgs, from: number) {
  const { channel, view, limit } = args
  const head = channel.head
  const events: string[] = []
  let seq = from
  let scanned = 0
  while (seq < head && events.length < limit && scanned < MAX_SCANNED) {
    const page = await channel.page(seq, SCAN)
    // Pruned meanwhile: a client would take the jump for events its filter leaves out.
    if (page[0]?.seq !== seq + 1) return null
    for (const event of page) {
      if (event.seq > head || events.length >= limit) break
      seq = event.seq
      scanned += 1
      if (!shows(view, event.row)) continue
      const json = event.json(view.audience, view.stageName)
      if (json !== null) events.push(json)
    }
  }
  return { events, seq, head }
}
