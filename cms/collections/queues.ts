import type { CollectionConfig } from 'payload'
import { QUEUE_IDS, queueSchema } from '@/lib/sync/protocol/documents'
import { accessOf } from '../access/scope'
import { queueDocument } from '../documents/queue'
import { diffQueue } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, tenantField, trackedFields } from './fields'

export const Queues: CollectionConfig = {
  slug: 'queues',
  access: accessOf('queues'),
  admin: { useAsTitle: 'name', group: 'Work', defaultColumns: ['queueId', 'name', 'open', 'changedAt'] },
  indexes: [{ fields: ['tenant', 'queueId'], unique: true }],
  fields: [
    choiceField('queueId', QUEUE_IDS, { required: true }),
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    { name: 'open', type: 'checkbox', defaultValue: true },
    {
      name: 'entries',
      type: 'json',
      defaultValue: [],
      validate: (value) =>
        queueSchema.shape.entries.safeParse(value ?? []).success ||
        'Use a list of { orderID, enteredAt }, first to be served first.',
    },
    tenantField(),
    ...trackedFields(),
  ],
  hooks: trackDocument({
    document: queueDocument,
    schema: queueSchema,
    diff: diffQueue,
    identity: ['tenant', 'queueId'],
  }),
}
