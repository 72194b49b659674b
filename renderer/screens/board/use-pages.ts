import { useNow } from '@/lib/ui/clock'

/** How long a page stays, milliseconds: long enough to find one plate among six. */
const PAGE_MS = 10_000

/** The page of `items` that is shown now; it turns by itself and begins anew after the last. */
export function usePages<Item>(items: readonly Item[], perPage: number) {
  const pages = Math.max(1, Math.ceil(items.length / perPage))
  const page = Math.floor(useNow(PAGE_MS) / PAGE_MS) % pages
  return { page, pages, shown: items.slice(page * perPage, (page + 1) * perPage) }
}
