/** The code that begins a bridge error's message, and the sentence after it: `wrong_pin: …`. */
export function readBridgeError(error: unknown): { readonly code: string; readonly message: string } {
  const text = error instanceof Error ? error.message : String(error)
  const match = /(?:^|\s)([a-z]+(?:_[a-z]+)+|unreachable|unauthorized):\s*(.*)$/.exec(text)
  return match ? { code: match[1] ?? '', message: match[2] ?? text } : { code: '', message: text }
}
