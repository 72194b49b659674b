import type { CollectionConfig } from 'payload'
import { BAY_STATUSES, baySchema } from '@/lib/sync/protocol/documents'
import { accessOf } from '../access/scope'
import { bayDocument } from '../documents/bay'
import { diffBay } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, slugField, tenantField, trackedFields } from './fields'

export const Bays: CollectionConfig = {
  slug: 'bays',
  access: accessOf('bays'),
  admin: { useAsTitle: 'name', group: 'Work', defaultColumns: ['bayId', 'name', 'status', 'orderID'] },
  indexes: [{ fields: ['tenant', 'bayId'], unique: true }],
  fields: [
    slugField('bayId', { required: true }),
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    { name: 'position', type: 'number', min: 0, max: 10_000, defaultValue: 0 },
    choiceField('status', BAY_STATUSES, { required: true, defaultValue: 'available' }),
    { name: 'statusReason', type: 'text', maxLength: 200 },
    { name: 'orderID', type: 'text', maxLength: 64 },
    { name: 'jobId', type: 'text', maxLength: 36 },
    tenantField(),
    ...trackedFields(),
  ],
  hooks: trackDocument({ document: bayDocument, schema: baySchema, diff: diffBay, identity: ['tenant', 'bayId'] }),
}
