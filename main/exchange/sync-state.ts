import { syncEventSchema } from '@/lib/domain'
import type { StoredEvent } from '@/lib/sync/engine'
import { parseState, readableEvents } from '@/lib/sync/journal/storage-format'
import { StationError } from '../station-error'

/**
 * The events of a saved state, as history. Documents and cursor are the server's to say and are left alone.
 * @throws StationError `foreign`, `broken`, `newer`, with the reason for a person
 */
export function importedEvents(text: string): readonly StoredEvent[] {
  const parsed = parseState(text)
  if (!parsed.ok) throw new StationError(parsed.reason, parsed.message)
  return readableEvents(parsed.state.events, syncEventSchema).map((event) => ({
    ...event,
    metadata: { ...event.metadata, source: 'manual' },
  }))
}
