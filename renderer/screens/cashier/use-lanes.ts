import { type RefObject, useLayoutEffect, useState } from 'react'

/** Widths below which a row leaves something out, rem: those that lib/ui/design/rows.css has a variant for. */
export const ROW_STEPS = [12, 15, 20, 24, 32]
/** Border and gap of a row, pixels. */
const ROW_INSET = 6

export interface Lanes {
  readonly lanes: number
  /** The steps that a row of a lane is narrower than, as `data-row-below` has them. */
  readonly below: string
}

/** How many lists of at least `least` pixels stand beside each other in an element, and how wide that leaves their rows. */
export function useLanes(element: RefObject<HTMLElement | null>, least: number): Lanes {
  const [width, setWidth] = useState(0)
  const [rem, setRem] = useState(16)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => {
      setWidth(box.clientWidth)
      setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [element])
  const lanes = Math.max(1, Math.floor(width / least))
  const row = width / lanes - ROW_INSET
  return { lanes, below: ROW_STEPS.filter((step) => row < step * rem).join(' ') }
}
