import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 767px)'

/** True on a phone's width, where the columns become tabs. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(QUERY)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  )
}
