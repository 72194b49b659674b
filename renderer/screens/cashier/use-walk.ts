import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react'

const FRAMES_TO_WAIT = 10

export interface WalkOptions {
  /** What is walked through, in order: the numbers of orders. */
  readonly orders: readonly string[]
  /** How many stand beside each other. */
  readonly lanes?: number
  readonly list: RefObject<HTMLElement | null>
  /** Brings the one at this place into view, so that it is drawn. */
  readonly scrollTo: (place: number) => void
}

/**
 * Arrows, Home and End walk through a list of which Tab reaches one: the one that had the focus last, wherever it has moved
 * to since, and what came to its place once it is gone.
 */
export function useWalk({ orders, lanes = 1, list, scrollTo }: WalkOptions) {
  const [current, setCurrent] = useState({ order: '', place: 0 })
  const last = Math.max(0, orders.length - 1)
  const stands = orders.indexOf(current.order)
  const reached = stands < 0 ? Math.min(current.place, last) : stands
  const go = (place: number) => setCurrent({ order: orders[place] ?? '', place })

  /** One far off is only drawn some frames after the list has scrolled to it. */
  const focusOnceDrawn = (key: string, frames: number) =>
    requestAnimationFrame(() => {
      const drawn = list.current?.querySelector<HTMLElement>(`[data-order="${CSS.escape(key)}"]`)
      if (drawn) drawn.focus()
      else if (frames > 0) focusOnceDrawn(key, frames - 1)
    })

  const onKeyDown = (event: KeyboardEvent) => {
    const step = {
      ArrowDown: lanes,
      ArrowUp: -lanes,
      ArrowRight: 1,
      ArrowLeft: -1,
      Home: -orders.length,
      End: orders.length,
    }[event.key]
    const within = event.target instanceof HTMLElement && event.target.matches('[data-order]')
    if (step === undefined || event.shiftKey || orders.length === 0 || !within) return
    event.preventDefault()
    const next = Math.min(last, Math.max(0, reached + step))
    go(next)
    scrollTo(next)
    const key = orders[next] ?? ''
    focusOnceDrawn(key, FRAMES_TO_WAIT)
  }
  const onFocus = ({ target }: FocusEvent) => {
    const order = target.closest('li')?.querySelector<HTMLElement>('[data-order]')?.dataset.order
    const place = orders.indexOf(order ?? '')
    if (place >= 0 && order !== current.order) go(place)
  }
  return { reached, walk: { onKeyDown, onFocus } }
}
