/** Milliseconds between two signs of life. */
const INTERVAL = 5_000
/** Milliseconds between looks until the first thing is drawn. */
const FIRST_LOOK = 100

/** Must equal PAGE_ROOT_ID of the contract, whose schemas are too heavy for a preload. */
const ROOT_ID: typeof import('./contract')['PAGE_ROOT_ID'] = 'root'

/** How somebody at the station shows. */
const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const

/**
 * Tells main that the page's thread runs and whether the page has drawn anything: a page whose script failed answers
 * but stays white. And whether anybody has touched it since it last said so.
 */
export function watchPage(send: (sign: { drawn: boolean; touched: boolean }) => void): void {
  let touched = false
  for (const name of TOUCHES) {
    window.addEventListener(name, () => (touched = true), { capture: true, passive: true })
  }
  const drawn = () => (document.getElementById(ROOT_ID)?.childElementCount ?? 0) > 0
  const report = () => {
    send({ drawn: drawn(), touched })
    touched = false
    setTimeout(report, INTERVAL)
  }
  let waited = 0
  const waitForFirst = () => {
    waited += FIRST_LOOK
    if (drawn() || waited >= INTERVAL) report()
    else setTimeout(waitForFirst, FIRST_LOOK)
  }
  waitForFirst()
}
