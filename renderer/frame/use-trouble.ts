import { useEffect, useState } from 'react'
import type { BrokenLinkName, StaleCause, SyncStatus } from '@/lib/sync/engine'
import { useNow } from '@/lib/ui/clock'

/** What is broken, as far as it is known: the link where requests fail, or else what is missed. */
export type Trouble = StaleCause | Exclude<BrokenLinkName, 'way'>

/** A hitch shorter than this is not worth moving the screen for, milliseconds. */
const LASTING_MS = 1_500
/** The first moments of an outage most often are all of it. */
const CALM_MS = 10_000
/** From then on somebody should look for the cause. */
const LONG_MS = 2 * 60_000
/** From then on what the screen shows is too old to go by without asking. */
const TOO_LONG_MS = 30 * 60_000
const LOOK_EVERY_MS = 5_000

/** `calm`: just now. `plain`: known. `long`: to be looked into. `too_long`: the picture is old. */
export type Loudness = 'calm' | 'plain' | 'long' | 'too_long'

export interface LastingTrouble {
  readonly trouble: Trouble
  /** ISO 8601; since when, `null` where nobody knows. */
  readonly since: string | null
  /** Milliseconds since then. */
  readonly age: number
  readonly loudness: Loudness
}

/** What is wrong between this screen and the server, once it has lasted; `null` at once when it is over. */
export function useTrouble(status: SyncStatus): LastingTrouble | null {
  const now = useNow(LOOK_EVERY_MS)
  const trouble = useLasting(troubleOf(status))
  if (!trouble) return null
  const { freshness, brokenLink } = status
  const since = (freshness.kind === 'stale' ? freshness.since : null) ?? brokenLink?.since ?? null
  const age = since === null ? 0 : Math.max(0, now - Date.parse(since))
  return { trouble, since, age, loudness: loudnessAt(age) }
}

function troubleOf({ freshness, brokenLink }: SyncStatus): Trouble | null {
  const link = brokenLink?.link ?? null
  if (freshness.kind !== 'stale') return link === 'server' || link === 'server_disk' ? link : null
  if (freshness.cause === 'unauthorized' || freshness.cause === 'journal_failed') return freshness.cause
  if (link === 'way') return 'server_unreachable'
  return link ?? freshness.cause
}

function loudnessAt(age: number): Loudness {
  if (age >= TOO_LONG_MS) return 'too_long'
  if (age >= LONG_MS) return 'long'
  return age >= CALM_MS ? 'plain' : 'calm'
}

/** A trouble once it has lasted; at once again when it ends, or turns out to be another. */
function useLasting(trouble: Trouble | null): Trouble | null {
  const [lasting, setLasting] = useState(false)
  const any = trouble !== null
  useEffect(() => {
    if (!any) {
      setLasting(false)
      return
    }
    const timer = setTimeout(() => setLasting(true), LASTING_MS)
    return () => clearTimeout(timer)
  }, [any])
  return lasting ? trouble : null
}
