import { useCallback, useRef } from 'react'

/** A dialog that fades out is gone within these frames. */
const MOST_FRAMES = 60

/**
 * Brings the focus back to where it was before a sequence of dialogs, each of which only knows the one before it:
 * `leave` as one opens (it counts for the first), `comeBack` as the last closes. What had the focus may be gone by then:
 * `elsewhere` says where it stands now.
 */
export function useFocusReturn() {
  const origin = useRef<Element | null>(null)
  const leave = useCallback(() => {
    if (!document.querySelector('[role="dialog"]')) origin.current = document.activeElement
  }, [])
  const comeBack = useCallback((elsewhere?: () => HTMLElement | null) => {
    let frames = 0
    const look = () => {
      frames += 1
      if (document.querySelector('[role="dialog"]') && frames < MOST_FRAMES) return void requestAnimationFrame(look)
      const lost = document.activeElement === null || document.activeElement === document.body
      if (!lost) return
      const left = origin.current
      const stays = left instanceof HTMLElement && left.isConnected && left !== document.body
      const place = stays ? left : elsewhere?.()
      place?.focus()
    }
    requestAnimationFrame(look)
  }, [])
  return { leave, comeBack }
}
