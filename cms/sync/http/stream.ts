import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from '../../access/identity'
import { seesEverything } from '../../access/visible-fields'
import type { Channel } from '../hub/channel'
import type { View } from '../hub/filter'
import { ownStreamFrame } from '../hub/frame'
import { Reader } from '../hub/reader'
import { isBound } from './bounds'
import type { SyncContext } from './context'
import type { SignedIn } from './gate'
import { Problem, shuttingDown } from './problem'
import { beginStream } from './sse'

const READER = Symbol('reader')
/** Streams one account may have open; pages of one browser share theirs. */
const MOST_STREAMS: Record<Identity['role'], number> = {
  admin: 100,
  staff: 100,
  customer: 10,
  service: 10,
  bay: 20,
  cashier: 20,
  board: 20,
}
/** And with one read token; and with all that one account has made. */
const MOST_OF_A_TOKEN = 20
const MOST_OF_ALL_TOKENS = 2_000
const RETRY_SECONDS = 30

interface StreamArgs {
  readonly channel: Channel
  readonly view: View
  readonly signedIn: Omit<SignedIn, 'user'>
  readonly cursor: { epoch: string; seq: number } | null
  /** The cursor has just shown that the log went back. */
  readonly rewound: boolean
}

/** One function for all streams: a closure each would be kept as long as they are. */
function onClose(this: ServerResponse & { [READER]?: Reader }): void {
  this[READER]?.close()
}

/** Answers with a stream: `connected`, what the cursor misses, then live. */
export async function openStream(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse & { [READER]?: Reader },
  { channel, view, signedIn, cursor, rewound }: StreamArgs,
): Promise<void> {
  const refusal = rewound ? 'ahead' : cursor && (await channel.refusal(cursor))
  if (res.destroyed || res.socket?.destroyed) return
  // Begun while this stream was being opened: nobody would end it.
  if (context.stopping) throw shuttingDown()
  if (!signedIn.current() || channel.retired) {
    // The account changed while this stream was being opened, so it was not cut with the others: it has to ask again too.
    res.destroy()
    return
  }
  const { identity, account, bounds } = signedIn
  const ofToken = account !== identity.actor
  const most = context.front.environment.streamsPerAccount ?? (ofToken ? MOST_OF_A_TOKEN : MOST_STREAMS[identity.role])
  const tooMany =
    channel.streamsOf(account) >= most || (ofToken && channel.tokenStreamsOf(identity.actor) >= MOST_OF_ALL_TOKENS)
  if (tooMany) {
    throw new Problem('rate_limited', `This account has ${most} streams open, and may not open more.`, {
      retryAfter: RETRY_SECONDS,
    })
  }
  const gzip = beginStream(req, res)
  const reader = new Reader(channel, view, res, gzip, identity.actor, signedIn.session, account)
  res[READER] = reader
  res.on('close', onClose)
  channel.admit(reader)
  context.hub.watch(reader)

  const timestamp = new Date().toISOString()
  reader.write(
    ownStreamFrame(
      'connected',
      {
        clientId: randomUUID(),
        epoch: reader.epoch,
        head: channel.head,
        gapless: seesEverything(view.audience) && !(bounds && isBound(bounds)),
        heartbeatInterval: context.front.environment.heartbeatMs,
        message: 'Connected to AX Station',
        timestamp,
      },
      timestamp,
    ),
  )
  if (refusal) channel.reset(reader, refusal)
  else if (cursor) await channel.resume(reader, cursor.seq)
  else channel.join(reader)
}
