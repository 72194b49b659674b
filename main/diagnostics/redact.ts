const HIDDEN = '[redacted]'

/** Names whose values are secrets or personal data, wherever they stand. */
const SECRET_NAMES = /^(.*key|.*token|.*secret|.*password|pin|cookie|authorization|phone|customer|plate|email)$/i

const SECRET_TEXT: readonly RegExp[] = [
  /\b(?:stations\s+API-Key|JWT|Bearer|Basic)\s+[^\s"',}]+/gi,
  /\b[\w.+-]+@[\w-]+\.[\w.-]+/g,
  /(?<=[?&](?:token|key|code|secret)=)[^&\s"']+/gi,
  // Telephone numbers in the international form the product stores.
  /\+\d[\d -]{7,}\d/g,
  // The same as people type them at home.
  /(?<![\w.:-])0\d{1,2}[ -]?\d{3,4}[ -]?\d{4}(?![\w.:-])/g,
]

/** Takes secrets and personal data out of one line of text. */
export function redactText(text: string): string {
  return SECRET_TEXT.reduce((result, pattern) => result.replaceAll(pattern, HIDDEN), text)
}

/** Shorter ones are in too many words, and short numbers in too many times and counts. */
const TELLING = /^(?=.*\p{L}).{4,}$|^.{7,}$/u
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g

/** Redacts, and takes these names, numbers and plates out as well, wherever they stand. */
export function redactor(people: readonly string[]): (value: unknown) => unknown {
  const forms = people.flatMap((text) => [text, text.replaceAll(/[\s-]/g, '')])
  const known = [...new Set(forms.map((text) => text.trim()))]
    .filter((text) => TELLING.test(text))
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replaceAll(SYNTAX, '\\$&'))
  if (known.length === 0) return (value) => redact(value)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return (value) => redact(value, (text) => redactText(text.replaceAll(pattern, HIDDEN)))
}

/** The same for a value of any shape; what JSON cannot hold becomes its text. Depth is bounded. */
export function redact(value: unknown, text: (value: string) => string = redactText, depth = 0): unknown {
  if (typeof value === 'string') return text(value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value === undefined) return value
  if (depth > 8) return '[too deep]'
  if (value instanceof Error) return text(`${value.name}: ${value.message}`)
  if (Array.isArray(value)) return value.map((item) => redact(item, text, depth + 1))
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        SECRET_NAMES.test(name) && item !== null && typeof item !== 'boolean' ? HIDDEN : redact(item, text, depth + 1),
      ]),
    )
  }
  return String(value)
}
