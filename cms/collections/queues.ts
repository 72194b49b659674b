import type { CollectionConfig } from 'payload'
import { QUEUE_IDS, queueSchema } from '@/lib/domain/documents'
import { keepForCommands } from '../access/command-fields'
import { accessOf } from '../access/scope'
import { queueDocument } from '../documents/queue'
import { diffQueue } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, jsonField, tenantField, trackedFields } from './fields'

export const Queues: CollectionConfig = {
  slug: 'queues',
  access: accessOf('queues'),
  admin: {
    useAsTitle: 'name',
    group: 'Work',
    description: 'The lines of waiting cars. They are opened, closed and put in order at the cashier desk.',
    defaultColumns: ['name', 'open', 'entries', 'changedAt'],
  },
  indexes: [{ fields: ['tenant', 'queueId'], unique: true }],
  fields: keepForCommands('queues', [
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    choiceField('queueId', QUEUE_IDS, { label: 'Kind', required: true }),
    {
      name: 'open',
      type: 'checkbox',
      defaultValue: true,
      admin: { description: 'A closed queue takes no new cars; those in it are still served.' },
    },
    jsonField('entries', queueSchema.shape.entries, {
      label: 'Waiting cars',
      admin: {
        description: 'First to be served first.',
        components: { Cell: '/admin/cells#CountCell' },
      },
      defaultValue: [],
      validate: (value) =>
        queueSchema.shape.entries.safeParse(value ?? []).success ||
        'Use a list of { orderID, enteredAt }, first to be served first.',
    }),
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: trackDocument({
    document: queueDocument,
    schema: queueSchema,
    diff: diffQueue,
    identity: ['tenant', 'queueId'],
  }),
}
