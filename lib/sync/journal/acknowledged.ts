/** Anything with the documented metadata: an event of this protocol or one that an older client kept. */
interface Acknowledgeable {
  readonly id: string
  readonly metadata: { readonly acknowledged: boolean }
}

/** The same events with these marked as acknowledged, and the ids of those that were not before. */
export function acknowledged<E extends Acknowledgeable>(
  events: readonly E[],
  ids: readonly string[],
): { readonly events: readonly E[]; readonly marked: readonly string[] } {
  const wanted = new Set(ids)
  const marked: string[] = []
  const after = events.map((event) => {
    if (event.metadata.acknowledged || !wanted.has(event.id)) return event
    marked.push(event.id)
    return { ...event, metadata: { ...event.metadata, acknowledged: true } }
  })
  return { events: marked.length === 0 ? events : after, marked }
}
