import type { CollectionConfig } from 'payload'
import { PAYMENT_METHODS } from '@/lib/domain/documents'
import { accessOf } from '../access/scope'
import { choiceField, INSTANT_COMPONENTS, senField } from './fields'

const PAYMENT_KINDS = ['payment', 'refund'] as const
/** How a payment is known: recorded as it was taken, or found afterwards in the log or in the order alone. */
const PAYMENT_SOURCES = ['command', 'log', 'order'] as const

/**
 * Money that changed hands: one record each time, written in the transaction of the command that took it or gave it back,
 * and never changed or pruned.
 */
export const Payments: CollectionConfig = {
  slug: 'payments',
  access: accessOf('payments'),
  admin: {
    useAsTitle: 'orderID',
    group: 'Work',
    description: 'Money taken and given back. Written at the desk, once for each time; nobody can change it.',
    defaultColumns: ['orderID', 'kind', 'method', 'amount', 'station', 'at'],
    listSearchableFields: ['orderID', 'station'],
  },
  defaultSort: '-id',
  disableDuplicate: true,
  indexes: [
    // A day's sums are those of its last record.
    { fields: ['tenant', 'day', 'currency', 'seq'] },
    { fields: ['tenant', 'orderID'] },
    { fields: ['tenant', 'commandId'], unique: true },
    { fields: ['tenant', 'seq'], unique: true },
  ],
  fields: [
    { name: 'tenant', type: 'text', required: true, admin: { position: 'sidebar' } },
    {
      name: 'seq',
      type: 'number',
      required: true,
      label: 'Number',
      admin: { position: 'sidebar', description: 'Among the site’s payments, from 1 and without gaps.' },
    },
    { name: 'orderID', type: 'text', required: true },
    choiceField('kind', PAYMENT_KINDS, { required: true }),
    choiceField('method', PAYMENT_METHODS, { admin: { description: 'Empty: it was not said.' } }),
    senField('amount', { required: true, admin: { description: 'Below zero: given back.' } }),
    senField('change', { admin: { description: 'Handed back over the counter as it was taken.' } }),
    { name: 'currency', type: 'text', required: true, minLength: 3, maxLength: 3, admin: { position: 'sidebar' } },
    { name: 'reason', type: 'text', maxLength: 200, admin: { description: 'Why it was given back.' } },
    {
      name: 'person',
      type: 'text',
      admin: {
        description: 'Who stood at the desk, or was signed in; empty where the desk did not ask.',
        components: { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' },
      },
    },
    {
      name: 'approvedBy',
      type: 'text',
      admin: {
        description: 'Who of the team approved that it was given back; empty where nobody had to.',
        components: { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' },
      },
    },
    { name: 'station', type: 'text', admin: { description: 'The station it was taken at, as it was called then.' } },
    {
      name: 'at',
      type: 'text',
      required: true,
      admin: { description: 'When it was taken.', components: INSTANT_COMPONENTS },
    },
    {
      name: 'day',
      type: 'text',
      required: true,
      admin: { description: 'The day at the site, such as 20260115.' },
    },
    // What the site's day had taken with this one, and for how many orders: takings are read off the day's last record.
    { name: 'dayAmount', type: 'number', required: true, defaultValue: 0, admin: { hidden: true } },
    { name: 'dayOrders', type: 'number', required: true, defaultValue: 0, admin: { hidden: true } },
    // The tax in it by rate: those of an order's records add up to its receipt's.
    { name: 'taxes', type: 'json', admin: { hidden: true } },
    choiceField('source', PAYMENT_SOURCES, {
      required: true,
      defaultValue: 'command',
      admin: {
        position: 'sidebar',
        description:
          'Command: recorded as it was taken. Log, order: from before payments were recorded, as far as the event log or the order alone still told.',
      },
    }),
    { name: 'commandId', type: 'text', admin: { hidden: true } },
  ],
}
