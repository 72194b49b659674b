import { useEffect, useState } from 'react'
import { isWashed, type PastOrders, type PastQuery, type SeenOrder, shownNumber } from '@/lib/domain'
import { useHost } from '../../host'
import { useSite } from '../../store/use-station'
import { bare } from './order-search'

/** Whoever types is not asked for each letter. */
const PAUSE_MS = 300
/** Fewer letters name no car. */
const LEAST = 3

type Found = PastOrders | 'failed' | null

/** What the server has of it, a moment after it was typed; `null` until then, and for nothing. Another `attempt` asks anew. */
function usePast(query: PastQuery | null, attempt = 0): Found {
  const host = useHost()
  const key = query === null ? '' : JSON.stringify([query, attempt])
  const [answer, setAnswer] = useState<{ readonly key: string; readonly found: Found }>({ key: '', found: null })
  useEffect(() => {
    if (key === '') return
    let current = true
    const answered = (found: Found) => current && setAnswer({ key, found })
    const timer = setTimeout(() => {
      const [asked] = JSON.parse(key)
      host.findOrders(asked).then(answered, () => answered('failed'))
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [host, key])
  return answer.key === key ? answer.found : null
}

export interface Car {
  /** Newest first, without those that were called off. */
  readonly orders: readonly SeenOrder[]
  /** How often it was washed, the order left out not counted; `null` where only what is kept here is known. */
  readonly visits: number | null
}

const bornAt = ({ createdAt, stageSince }: SeenOrder) => createdAt ?? stageSince

/** What is known of a car but for one order: what this station has at once, and what the server has a moment later. */
export function useCar(plate: string, except?: string): Car {
  const wanted = bare(plate)
  const isNamed = wanted.length >= LEAST
  const found = usePast(isNamed ? { plate: wanted } : null)
  const { orders: kept } = useSite()
  const past = found === null || found === 'failed' ? null : found
  const all = new Map<string, SeenOrder>()
  for (const order of past?.orders ?? []) all.set(order.orderID, order)
  // What is here is never older than what was asked for.
  if (isNamed) for (const order of kept) if (bare(order.vehicle?.plate ?? '') === wanted) all.set(order.orderID, order)
  const orders = [...all.values()]
    .filter(({ orderID, stage }) => orderID !== except && stage !== 'cancelled')
    .sort((a, b) => bornAt(b).localeCompare(bornAt(a)))
  const visits = past?.visits ?? null
  const isCounted = past?.orders.some(({ orderID, stage }) => orderID === except && isWashed(stage)) ?? false
  return { orders, visits: visits !== null && isCounted ? visits - 1 : visits }
}

export interface PastSearch {
  readonly state: 'asking' | 'failed' | 'found'
  /** Those that this station does not have. */
  readonly orders: readonly SeenOrder[]
  /** Asks for the next page, or again where it failed; `null` where there is none. */
  readonly more: (() => void) | null
}

/** Orders of all time in which the text stands, page by page. */
export function usePastSearch(text: string): PastSearch {
  const wanted = text.trim()
  const [pages, setPages] = useState<{ readonly text: string; readonly past: readonly SeenOrder[]; before?: number }>({
    text: wanted,
    past: [],
  })
  const [attempt, setAttempt] = useState(0)
  const isSame = pages.text === wanted
  const before = isSame ? pages.before : undefined
  const earlier = isSame ? pages.past : []
  const query = { text: wanted.slice(0, 64), ...(before === undefined ? {} : { before }) }
  const found = usePast(wanted.length < 2 ? null : query, attempt)
  const { orders: kept } = useSite()
  const known = new Set(kept.flatMap(({ orderID, takenAs }) => [orderID, shownNumber(takenAs ?? '')]))
  const page = found === null || found === 'failed' ? null : found
  const orders = [...earlier, ...(page?.orders ?? [])]
  const next = page?.next ?? null
  const again = () => setAttempt((before) => before + 1)
  const goOn = next === null ? null : () => setPages({ text: wanted, past: orders, before: next })
  return {
    state: found === 'failed' ? 'failed' : found === null && wanted.length >= 2 ? 'asking' : 'found',
    orders: orders.filter(({ orderID }) => !known.has(orderID)),
    more: found === 'failed' ? again : goOn,
  }
}
