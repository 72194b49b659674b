import { useEffect, useRef } from 'react'

/** A scanner types faster than a person: at most this long between two characters, milliseconds. */
const FASTEST_TYPING_MS = 50
const SHORTEST_SCAN = 4

/** Hears a barcode or QR scanner that types as a keyboard and ends with Enter, wherever the focus is. */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    let text = ''
    let last = 0
    const hear = (event: KeyboardEvent) => {
      const quick = event.timeStamp - last < FASTEST_TYPING_MS
      last = event.timeStamp
      if (event.key === 'Enter') {
        if (quick && text.length >= SHORTEST_SCAN) {
          event.preventDefault()
          event.stopPropagation()
          latest.current(text)
        }
        text = ''
      } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
        text = quick ? text + event.key : event.key
      }
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => window.removeEventListener('keydown', hear, { capture: true })
  }, [])
}
