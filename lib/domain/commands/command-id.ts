/**
 * A new command's id: a random UUID. Pages that come over plain HTTP from the site's own network are no secure context,
 * where `crypto.randomUUID` does not exist; its random numbers do.
 */
export function newCommandId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // Version 4, variant 1, as RFC 9562 has it.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * The id under which a refused command is done again: always the same for the same one, so that it is done once however
 * often, and in however many windows, somebody asks for it.
 */
export function idOfNextTry(id: string): string {
  const last = id.slice(-12)
  const next = (Number.parseInt(last, 16) + 1) % 2 ** 48
  return id.slice(0, -12) + next.toString(16).padStart(12, '0')
}
