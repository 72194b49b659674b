import { useCallback, useInsertionEffect, useRef } from 'react'

/** A function that never changes and calls the one given at the last committed render; does nothing without one. */
export function useLatest<A extends unknown[]>(
  callback: ((...args: A) => unknown) | undefined,
): (...args: A) => unknown {
  const latest = useRef(callback)
  useInsertionEffect(() => {
    latest.current = callback
  })
  return useCallback((...args: A) => latest.current?.(...args), [])
}
