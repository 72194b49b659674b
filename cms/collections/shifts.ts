import type { CollectionConfig } from 'payload'
import { shiftSchema } from '@/lib/domain/documents'
import { keepForCommands } from '../access/command-fields'
import { accessOf } from '../access/scope'
import { shiftDocument } from '../documents/shift'
import { diffShift } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { instantField, senField, tenantField, trackedFields } from './fields'

const WHO = { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' }

/** Shifts of the till: the float they began with, the cash that was counted, and which payments they are of. */
export const Shifts: CollectionConfig = {
  slug: 'shifts',
  access: accessOf('shifts'),
  admin: {
    useAsTitle: 'number',
    group: 'Work',
    description: 'Shifts of the till, opened and closed at the desk. Nobody can change one afterwards.',
    defaultColumns: ['number', 'openedAt', 'closedAt', 'float', 'counted', 'expected', 'closedBy'],
  },
  defaultSort: '-number',
  disableDuplicate: true,
  indexes: [
    { fields: ['tenant', 'shiftId'], unique: true },
    { fields: ['tenant', 'number'], unique: true },
  ],
  fields: keepForCommands('shifts', [
    { name: 'shiftId', type: 'text', required: true, maxLength: 36, admin: { hidden: true } },
    { name: 'number', type: 'number', required: true },
    instantField('openedAt', { required: true }),
    { name: 'openedBy', type: 'text', admin: { components: WHO } },
    { name: 'currency', type: 'text', required: true, minLength: 3, maxLength: 3, admin: { position: 'sidebar' } },
    senField('float', { required: true, admin: { description: 'In the drawer as it began.' } }),
    { name: 'fromSeq', type: 'number', required: true, label: 'After payment', admin: { position: 'sidebar' } },
    instantField('closedAt'),
    { name: 'closedBy', type: 'text', admin: { components: WHO } },
    senField('counted', { defaultValue: undefined, admin: { description: 'Cash counted in the drawer.' } }),
    senField('expected', { defaultValue: undefined, admin: { description: 'Cash there should have been.' } }),
    { name: 'toSeq', type: 'number', label: 'Up to payment', admin: { position: 'sidebar' } },
    { name: 'note', type: 'textarea', maxLength: 500 },
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: trackDocument({
    document: shiftDocument,
    schema: shiftSchema,
    diff: diffShift,
    identity: ['tenant', 'shiftId'],
  }),
}
