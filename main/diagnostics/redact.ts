const HIDDEN = '[redacted]'

/** Names whose values are secrets or personal data, wherever they stand. */
const SECRET_NAMES = /^(.*key|.*token|.*secret|.*password|pin|cookie|authorization|phone|customer|plate|email)$/i

const SECRET_TEXT: readonly RegExp[] = [
  /\b(?:stations\s+API-Key|JWT|Bearer|Basic)\s+[^\s"',}]+/gi,
  /\b[\w.+-]+@[\w-]+\.[\w.-]+/g,
  /(?<=[?&](?:token|key|code|secret)=)[^&\s"']+/gi,
  // Telephone numbers in the international form the product stores.
  /\+\d[\d -]{7,}\d/g,
]

/** Takes secrets and personal data out of one line of text. */
export function redactText(text: string): string {
  return SECRET_TEXT.reduce((result, pattern) => result.replaceAll(pattern, HIDDEN), text)
}

/** The same for a value of any shape; what JSON cannot hold becomes its text. Depth is bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value
  if (depth > 8) return '[too deep]'
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`)
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        SECRET_NAMES.test(name) && item !== null && typeof item !== 'boolean' ? HIDDEN : redact(item, depth + 1),
      ]),
    )
  }
  return String(value)
}
