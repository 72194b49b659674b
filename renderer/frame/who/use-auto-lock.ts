import { useEffect } from 'react'

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const

/** Calls `lock` once nobody has touched the screen for so many minutes; never where that is 0. */
export function useAutoLock(minutes: number, lock: () => void): void {
  useEffect(() => {
    if (minutes <= 0) return
    let timer: ReturnType<typeof setTimeout>
    const begin = () => {
      clearTimeout(timer)
      timer = setTimeout(lock, minutes * 60_000)
    }
    begin()
    for (const touch of TOUCHES) window.addEventListener(touch, begin, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const touch of TOUCHES) window.removeEventListener(touch, begin, { capture: true })
    }
  }, [minutes, lock])
}
