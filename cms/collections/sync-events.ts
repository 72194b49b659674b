import type { CollectionConfig } from 'payload'
import { LOG_EVENT_TYPES } from '@/lib/domain/events'
import { accessOf } from '../access/scope'
import { choiceField, INSTANT_COMPONENTS, uptimeField } from './fields'

/** The event log. Written by the log alone; people may read it. */
export const SyncEvents: CollectionConfig = {
  slug: 'sync-events',
  labels: { singular: 'Event', plural: 'Event log' },
  access: accessOf('sync-events'),
  admin: {
    useAsTitle: 'seq',
    group: 'System',
    description: 'Everything that happened. Stations follow this log; nobody can change it.',
    defaultColumns: ['seq', 'eventType', 'orderID', 'actor', 'at'],
    listSearchableFields: ['orderID', 'actor'],
  },
  defaultSort: '-seq',
  disableDuplicate: true,
  // The last two serve readers whose filter shows little: a customer, a page of one order.
  indexes: [
    { fields: ['tenant', 'seq'], unique: true },
    { fields: ['tenant', 'audience', 'seq'] },
    { fields: ['tenant', 'orderID', 'seq'] },
  ],
  fields: [
    { name: 'tenant', type: 'text', required: true, admin: { position: 'sidebar' } },
    { name: 'seq', type: 'number', required: true },
    choiceField('eventType', LOG_EVENT_TYPES, { required: true }),
    { name: 'orderID', type: 'text', index: true },
    { name: 'bays', type: 'text', admin: { description: 'Bays concerned, separated by spaces.' } },
    {
      name: 'audience',
      type: 'text',
      admin: { position: 'sidebar', description: 'The customer who may see it, by id.' },
    },
    {
      name: 'actor',
      type: 'text',
      required: true,
      label: 'Who',
      admin: {
        components: { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' },
      },
    },
    {
      name: 'commandId',
      type: 'text',
      label: 'Command',
      admin: { description: 'The command that did it, if one did.' },
    },
    { name: 'at', type: 'text', required: true, admin: { components: INSTANT_COMPONENTS } },
    uptimeField(),
    {
      name: 'body',
      type: 'code',
      required: true,
      admin: { language: 'json', description: '`data` of the event, as it goes over the wire to staff.' },
    },
  ],
}
