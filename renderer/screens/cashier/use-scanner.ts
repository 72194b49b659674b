import { type RefObject, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'

/** A scanner types faster than a person: at most this long between two characters, milliseconds. */
const SCAN_GAP_MS = 80
const SHORTEST_SCAN = 4

const TEXT_FIELD = 'input:not([type="checkbox"], [type="radio"]), textarea'

export interface ScannerOptions {
  /** What a scanner read, where no text field has the focus or the search has. */
  readonly onScan: (text: string) => void
  /** A key pressed outside of text fields and dialogs: what a scan begins with is none. A field that it brings has the focus at once. */
  readonly onKey: (key: string) => void
  readonly search: RefObject<HTMLInputElement | null>
}

/**
 * Hears a barcode or QR scanner that types as a keyboard and ends with Enter. Its text goes where the focus is: into the
 * text field that has it, and to the search from everywhere else. No button hears a scan.
 */
export function useScanner(options: ScannerOptions): void {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    let text = ''
    let last = Number.NEGATIVE_INFINITY
    let alone: ReturnType<typeof setTimeout> | undefined
    const hush = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
    }
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const { onScan, onKey, search } = latest.current
      const target = event.target instanceof HTMLElement ? event.target : null
      // A PIN typed fast is no scan, wherever the focus is, and while nobody has said who they are nothing is looked for.
      if (document.querySelector('[data-own-keys]')) return
      const typing = target?.matches(TEXT_FIELD) ?? false
      const quick = event.timeStamp - last < SCAN_GAP_MS
      if (event.key === 'Enter') {
        const scanned = quick && text.length >= SHORTEST_SCAN ? text : null
        text = ''
        if (scanned === null) return
        // In a field the text already stands; the scanner's Enter does not send the form.
        hush(event)
        if (!typing || target === search.current) onScan(scanned)
        return
      }
      if (event.key.length !== 1) return
      last = event.timeStamp
      text = quick ? text + event.key : event.key
      clearTimeout(alone)
      if (typing) return
      if (quick) hush(event)
      if (target?.closest('[role="dialog"]') || text.length >= SHORTEST_SCAN) return
      const [key = '', ...ahead] = text
      alone = setTimeout(() => {
        // Whoever types on at once finds the field there that the key has brought, with what came before it was there.
        flushSync(() => onKey(key.toLowerCase()))
        if (ahead.length > 0 && document.activeElement?.matches(TEXT_FIELD))
          document.execCommand('insertText', false, ahead.join(''))
      }, SCAN_GAP_MS)
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => {
      clearTimeout(alone)
      window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [])
}
