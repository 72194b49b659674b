import type { CollectionBeforeChangeHook } from 'payload'
import { noteEnded } from '@/lib/domain/rules/job-work'
import { jobDocument } from '../../documents'
import type { JobRow } from '../../documents/job'
import { actingIn } from './acting-in'

/** Keeps with a job who said that its steps, and it, were over. */
export const noteWhoEnded: CollectionBeforeChangeHook<JobRow> = ({ data, originalDoc, operation, req }) => {
  if (operation === 'update' && originalDoc) {
    const after = jobDocument({ ...originalDoc, ...data } as JobRow)
    const record = originalDoc.endedBy ?? []
    const ended = noteEnded(record, jobDocument(originalDoc), after, actingIn(req))
    if (ended !== record) data.endedBy = [...ended]
  }
  return data
}
