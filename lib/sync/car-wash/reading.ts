import { DOCUMENT_LISTS, SUBSCRIBABLE_EVENT_TYPES, syncEventSchema } from '../../domain'
import { documentsOf } from '../../domain/carried-documents'
import type { ReadingDomain } from '../ports/domain'

/** The car wash as an engine that reads is given it. */
export const READING = {
  eventTypes: SUBSCRIBABLE_EVENT_TYPES,
  event: syncEventSchema,
  documentsOf,
  lists: DOCUMENT_LISTS,
} satisfies ReadingDomain as ReadingDomain
