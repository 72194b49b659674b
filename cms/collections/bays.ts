import type { CollectionConfig } from 'payload'
import { BAY_STATUSES, baySchema } from '@/lib/domain/documents'
import { keepForCommands } from '../access/command-fields'
import { accessOf } from '../access/scope'
import { bayDocument } from '../documents/bay'
import { diffBay } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, slugField, tenantField, trackedFields } from './fields'

export const Bays: CollectionConfig = {
  slug: 'bays',
  access: accessOf('bays'),
  admin: {
    useAsTitle: 'name',
    group: 'Work',
    description:
      'The washing bays, in the order of their place. A bay out of use is set out of service, at the desk or at the bay; it is not deleted.',
    defaultColumns: ['name', 'status', 'statusReason', 'orderID', 'changedAt'],
  },
  defaultSort: 'position',
  indexes: [{ fields: ['tenant', 'bayId'], unique: true }],
  fields: keepForCommands('bays', [
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    slugField('bayId', {
      label: 'Short name',
      required: true,
      admin: { description: 'What stations and the log call it, such as bay-2. It stays as it is.' },
    }),
    {
      name: 'position',
      label: 'Place',
      type: 'number',
      min: 0,
      max: 10_000,
      defaultValue: 0,
      admin: { description: 'From 0, as people walk past them.' },
    },
    choiceField('status', BAY_STATUSES, { required: true, defaultValue: 'available' }),
    { name: 'statusReason', type: 'text', maxLength: 200 },
    { name: 'orderID', type: 'text', maxLength: 64, admin: { description: 'The car in it.' } },
    { name: 'jobId', type: 'text', maxLength: 36 },
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: trackDocument({ document: bayDocument, schema: baySchema, diff: diffBay, identity: ['tenant', 'bayId'] }),
}
