/** Reports of one moment are one return, milliseconds: a phone that wakes up says all of them at once. */
const ONE_RETURN = 50

/** Calls `run` when a person looks at the page again; a no-op where there is none. Returns the undo. */
export function onPageSeen(run: () => void): () => void {
  const look = () => void (document.visibilityState === 'visible' && run())
  return listen({ focus: look }, { visibilitychange: look })
}

/**
 * Calls `run` when the page comes back to life: the network is there again, a person looks again, the browser wakes the page
 * up (`resume`) or takes it out of its history (`pageshow`). Its timers stood still meanwhile and its connections may be
 * gone. A no-op where there is no page. Returns the undo.
 */
export function onPageBack(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const back = () => {
    clearTimeout(timer)
    timer = setTimeout(run, ONE_RETURN)
  }
  const shown = (event: Event) => void ((event as PageTransitionEvent).persisted && back())
  const seen = () => void (document.visibilityState === 'visible' && back())
  const undo = listen({ online: back, pageshow: shown }, { visibilitychange: seen, resume: back })
  return () => {
    clearTimeout(timer)
    undo()
  }
}

type Listeners = Readonly<Record<string, (event: Event) => void>>

/** @param atWindow what the window says, by its name, and `atDocument` what the document says */
function listen(atWindow: Listeners, atDocument: Listeners): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined
  const each = (how: 'addEventListener' | 'removeEventListener') => {
    for (const [name, run] of Object.entries(atWindow)) window[how](name, run)
    for (const [name, run] of Object.entries(atDocument)) document[how](name, run)
  }
  each('addEventListener')
  return () => each('removeEventListener')
}
