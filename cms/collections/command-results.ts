import type { CollectionConfig } from 'payload'
import { accessOf } from '../access/scope'
import { uptimeField } from './fields'

/** First answer to each command, kept in the transaction that executed it: a repeat is answered, never executed. */
export const CommandResults: CollectionConfig = {
  slug: 'command-results',
  access: accessOf('command-results'),
  admin: { hidden: true },
  indexes: [{ fields: ['tenant', 'commandId'], unique: true }],
  fields: [
    { name: 'tenant', type: 'text', required: true, index: true },
    { name: 'commandId', type: 'text', required: true },
    // Who sent it, by collection and id (`stations/3`): names change.
    { name: 'station', type: 'text' },
    uptimeField(),
    { name: 'result', type: 'json', required: true },
  ],
}
