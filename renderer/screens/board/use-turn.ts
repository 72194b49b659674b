import { useNow } from '@/lib/ui/clock'

/** The one of `items` whose turn it is, each for so many seconds; they begin anew after the last. */
export function useTurn<Item>(items: readonly [Item, ...Item[]], seconds: number): Item {
  const interval = seconds * 1000
  const turn = Math.floor(useNow(interval) / interval)
  return items[turn % items.length] ?? items[0]
}
