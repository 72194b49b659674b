import { z } from 'zod'
import type { FeedBatch, FeedState } from '../feed/feed'
import type { SyncMetrics } from '../metrics/metrics'
import type { Decision } from '../outbox/refused-command'
import type { AnyCommand } from '../ports/domain'
import type { Subscription } from '../sync-engine'

/** Counts up with any change of these messages: tabs of different releases do not understand each other. */
const TAB_PROTOCOL = 4

export type TabAction = 'syncNow' | 'credentialsChanged' | 'dropStream' | 'forcePolling'

/** What tabs tell each other. `from` and `to` are tab ids. */
export type TabMessage =
  /** A follower wants the whole picture. */
  | { readonly kind: 'hello'; readonly from: string }
  | {
      readonly kind: 'state'
      readonly from: string
      readonly to: string
      readonly state: FeedState
      readonly metrics: SyncMetrics
    }
  | { readonly kind: 'batch'; readonly from: string; readonly batch: FeedBatch }
  /** What a follower wants of the stream; `null`: nothing. */
  | { readonly kind: 'want'; readonly from: string; readonly subscription: Subscription | null }
  | { readonly kind: 'ping'; readonly from: string }
  | { readonly kind: 'pong'; readonly from: string; readonly metrics: SyncMetrics }
  | { readonly kind: 'act'; readonly from: string; readonly action: TabAction }
  /** `stored`: in the outbox of all tabs, too. */
  | { readonly kind: 'command'; readonly from: string; readonly command: AnyCommand; readonly stored: boolean }
  /** Somebody at a follower has seen these events. */
  | { readonly kind: 'acknowledge'; readonly from: string; readonly ids: readonly string[] }
  /** Somebody at a follower has decided on a refused command. */
  | { readonly kind: 'release'; readonly from: string; readonly id: string; readonly decision: Decision }
  /** Somebody at a follower has taken commands back, in the outbox of all tabs. */
  | { readonly kind: 'withdrawn'; readonly from: string; readonly ids: readonly string[] }
  /** The leader keeps a command, or says why not. */
  | {
      readonly kind: 'kept'
      readonly from: string
      readonly to: string
      readonly id: string
      readonly error: string | null
    }
  /** A new leader is there: say what you want. */
  | { readonly kind: 'leader'; readonly from: string }
  | { readonly kind: 'bye'; readonly from: string }

const KINDS = [
  ...['hello', 'state', 'batch', 'want', 'ping', 'pong'],
  ...['act', 'command', 'acknowledge', 'release', 'withdrawn', 'kept', 'leader', 'bye'],
] as const
// Only pages of this origin can post here, and the version keeps other releases out: the envelope is enough.
const envelopeSchema = z.looseObject({
  v: z.literal(TAB_PROTOCOL),
  kind: z.enum(KINDS),
  from: z.string().min(1).max(64),
})

/** How tabs of one origin reach each other; the sender does not hear itself. */
export interface TabChannel {
  post(message: TabMessage): void
  listen(listener: (message: TabMessage) => void): void
  close(): void
}

/** Over the browser's `BroadcastChannel`. */
export function openTabChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage({ v: TAB_PROTOCOL, ...message }),
    listen: (listener) => {
      channel.onmessage = ({ data }) => {
        if (envelopeSchema.safeParse(data).success) listener(data as TabMessage)
      }
    },
    close: () => channel.close(),
  }
}
