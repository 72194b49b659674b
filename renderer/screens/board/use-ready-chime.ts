import { useCallback, useEffect, useRef, useState } from 'react'
import { chime, mayChime } from '../../frame/chime'

/**
 * Chimes when a car becomes ready that was not ready before: not for those the board began with.
 * @returns whether somebody has to touch the screen before a chime can be heard
 */
export function useReadyChime(ready: readonly string[], wanted: boolean): boolean {
  const known = useRef<ReadonlySet<string> | null>(null)
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
    known.current = new Set(now)
    if (!wanted || before === null || now.every((orderID) => before.has(orderID))) return
    void mayChime().then((heard) => heard && chime())
  }, [names, wanted])
  return silenced
}
