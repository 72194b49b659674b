import type { CollectionConfig } from 'payload'
import { CONCERN_DECISIONS, concernSchema } from '@/lib/domain/documents'
import { keepForCommands } from '../access/command-fields'
import { accessOf } from '../access/scope'
import { concernDocument } from '../documents/concern'
import { diffConcern } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, instantField, tenantField, trackedFields } from './fields'

const WHO = { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' }

/** Something that was done at a station, was refused, and was handed to the desk: one each time, and what was decided. */
export const Concerns: CollectionConfig = {
  slug: 'concerns',
  access: accessOf('concerns'),
  admin: {
    useAsTitle: 'plate',
    group: 'Work',
    description:
      'What was done at a bay or in a browser, could not be done when the server heard of it, and was handed to the desk. It is decided on there; nobody can change it here.',
    defaultColumns: ['plate', 'orderID', 'raisedBy', 'raisedAt', 'decision', 'decidedBy'],
    listSearchableFields: ['plate', 'orderID'],
  },
  defaultSort: '-id',
  disableDuplicate: true,
  indexes: [{ fields: ['tenant', 'concernId'], unique: true }, { fields: ['tenant', 'decision'] }],
  fields: keepForCommands('concerns', [
    { name: 'concernId', type: 'text', required: true, maxLength: 36, admin: { hidden: true } },
    { name: 'orderID', type: 'text', maxLength: 64 },
    { name: 'plate', type: 'text', maxLength: 32 },
    { name: 'action', type: 'textarea', required: true, maxLength: 32_000 },
    { name: 'answer', type: 'textarea', required: true, maxLength: 8_000 },
    { name: 'raisedBy', type: 'text', admin: { components: WHO } },
    instantField('raisedAt', { required: true }),
    choiceField('decision', CONCERN_DECISIONS, { admin: { description: 'Empty: nobody has decided yet.' } }),
    { name: 'decidedBy', type: 'text', admin: { components: WHO } },
    instantField('decidedAt'),
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: trackDocument({
    document: concernDocument,
    schema: concernSchema,
    diff: diffConcern,
    identity: ['tenant', 'concernId'],
  }),
}
