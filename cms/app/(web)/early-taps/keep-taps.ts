/** Told by the page once its buttons do what they say. */
export const PAGE_WORKS = 'ax:page-works'

/**
 * Runs in the page ahead of everything else, as the text it is (it can name nothing outside of itself). What the server drew
 * looks the same before its scripts have come as after: a tap on it meanwhile is kept, shown as pressed, and done once the
 * page works. Of several it is the last: whoever saw nothing happen taps again, and means it once.
 */
export function keepTaps(pageWorks: string): void {
  const TAPPED = 'button, [role="button"], label:has(input:is([type="checkbox"], [type="radio"]))'
  /** How far a finger slips while it taps, pixels. */
  const SLIP = 12
  let works = false
  /** Where a finger came down before the page worked, and on what. */
  let begun: { readonly target: EventTarget | null; readonly x: number; readonly y: number } | null = null
  let kept: HTMLElement | null = null

  function doKept() {
    kept?.removeAttribute('data-pressed')
    if (kept?.isConnected) kept.click()
    kept = null
  }
  function begin({ target, clientX: x, clientY: y }: PointerEvent) {
    begun = works ? null : { target, x, y }
  }
  function keep(event: MouseEvent) {
    // Half a tap to its scripts, if they came between the finger's down and up: none. What it meant may have moved meanwhile.
    const half = begun
    begun = null
    if (!event.isTrusted || (works && !half)) return
    const stayed = half && Math.hypot(event.clientX - half.x, event.clientY - half.y) < SLIP
    const target = stayed ? half.target : event.target
    const tapped = target instanceof Element ? target.closest<HTMLElement>(TAPPED) : null
    if (!tapped) return
    event.preventDefault()
    event.stopImmediatePropagation()
    kept?.removeAttribute('data-pressed')
    kept = tapped
    kept.setAttribute('data-pressed', 'true')
    if (works) doKept()
  }
  addEventListener('pointerdown', begin, true)
  addEventListener('click', keep, true)
  addEventListener(
    pageWorks,
    () => {
      works = true
      doKept()
    },
    { once: true },
  )
}
