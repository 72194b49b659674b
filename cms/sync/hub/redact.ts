interface Body {
  order?: Record<string, unknown>
  changed?: string[]
}

/**
 * `data` of an event as a customer may see it, serialised; `null` when nothing of it is theirs to see (a change of the
 * staff's notes alone, or an event of a queue, bay or job).
 */
export function redactBody(body: string): string | null {
  const data = JSON.parse(body) as Body
  if (!data.order) return null
  const { staffNotes: _, ...order } = data.order
  if (!data.changed) return JSON.stringify({ ...data, order })
  const changed = data.changed.filter((field) => field !== 'staffNotes')
  return changed.length === 0 ? null : JSON.stringify({ ...data, changed, order })
}

/** An order's public document as a customer may see it. */
export function redactOrder<T extends { staffNotes?: unknown }>(order: T): Omit<T, 'staffNotes'> {
  const { staffNotes: _, ...rest } = order
  return rest
}
