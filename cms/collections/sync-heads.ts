import type { CollectionConfig } from 'payload'
import { accessOf } from '../access/scope'

/** One row per log: its epoch and the sequence number of its last event. Incremented inside the writing transaction. */
export const SyncHeads: CollectionConfig = {
  slug: 'sync-heads',
  access: accessOf('sync-heads'),
  admin: { hidden: true },
  fields: [
    { name: 'tenant', type: 'text', required: true, unique: true },
    { name: 'epoch', type: 'text', required: true },
    { name: 'head', type: 'number', required: true, defaultValue: 0 },
  ],
}
