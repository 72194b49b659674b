import { useCallback, useEffect, useRef, useState } from 'react'
import { chime, mayChime } from '../../frame/chime'

/**
 * Chimes when a car becomes ready that was not ready before: not for those the board began with, nor for those that another
 * rule makes ready, as when the site's settings come after its cars.
 * @param rule which one says what is ready
 * @returns whether somebody has to touch the screen before a chime can be heard
 */
export function useReadyChime(ready: readonly string[], wanted: boolean, rule: string): boolean {
  const known = useRef<{ readonly names: ReadonlySet<string>; readonly rule: string } | null>(null)
  const [silenced, setSilenced] = useState(false)
  const look = useCallback(() => {
    if (wanted) void mayChime().then((heard) => setSilenced(!heard))
    else setSilenced(false)
  }, [wanted])
  useEffect(() => {
    look()
    window.addEventListener('pointerup', look)
    return () => window.removeEventListener('pointerup', look)
  }, [look])
  const names = ready.join()
  useEffect(() => {
    const now = names === '' ? [] : names.split(',')
    const before = known.current
    known.current = { names: new Set(now), rule }
    if (!wanted || before?.rule !== rule || now.every((orderID) => before.names.has(orderID))) return
    void mayChime().then((heard) => heard && chime())
  }, [names, wanted, rule])
  return silenced
}
