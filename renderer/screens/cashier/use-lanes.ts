import { type RefObject, useLayoutEffect, useState } from 'react'

/** How many lists of at least `least` pixels stand beside each other in an element. */
export function useLanes(element: RefObject<HTMLElement | null>, least: number): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setWidth(box.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [element])
  return Math.max(1, Math.floor(width / least))
}
