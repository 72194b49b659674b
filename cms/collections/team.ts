import type { CollectionConfig } from 'payload'
import { POSITIONS } from '@/lib/domain/team'
import { checkNewPin, keepPinHash } from '../access/person-pins'
import { accessOf } from '../access/scope'
import { auditTeam } from '../audit/watch'
import { choiceField, instantField, NOBODY, tenantField } from './fields'
import { takeTurn } from './take-turn'

/** Who works at a site. They say at its stations who they are, and do not sign in; who signs in by name is an account. */
export const Team: CollectionConfig = {
  slug: 'team',
  labels: { singular: 'Team member', plural: 'Team' },
  access: accessOf('team'),
  admin: {
    useAsTitle: 'name',
    group: 'People',
    description: 'Who works here. At a desk or bay they say by a PIN who they are; they need no e-mail address.',
    defaultColumns: ['name', 'position', 'pinSetAt', 'hasLeft'],
    listSearchableFields: ['name'],
  },
  defaultSort: 'name',
  // It would have the same PIN.
  disableDuplicate: true,
  hooks: {
    beforeValidate: [takeTurn],
    beforeChange: [keepPinHash],
    afterChange: [...auditTeam.afterChange],
    afterDelete: [...auditTeam.afterDelete],
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 64 },
    choiceField('position', POSITIONS, {
      required: true,
      defaultValue: 'washer',
      admin: { description: 'What they are here for, whichever station they stand at.' },
    }),
    {
      name: 'pin',
      type: 'text',
      // No row has it, so nobody reads it. The panel shows no field that its reader may not read, and opens none that is virtual
      // unless it is told to.
      virtual: true,
      validate: checkNewPin,
      admin: {
        readOnly: false,
        autoComplete: 'off',
        disableListColumn: true,
        disableListFilter: true,
        disableBulkEdit: true,
        description: 'Four to six digits. Nobody can read it again; what is typed here takes the place of the old one.',
      },
    },
    instantField('pinSetAt', { access: { create: NOBODY, update: NOBODY } }),
    {
      name: 'pinHash',
      type: 'text',
      access: { create: NOBODY, read: NOBODY, update: NOBODY },
      admin: { hidden: true, disableListColumn: true, disableListFilter: true, disableBulkEdit: true },
    },
    {
      name: 'hasLeft',
      type: 'checkbox',
      defaultValue: false,
      admin: { description: 'They no longer work here. What they did keeps their name.' },
    },
    tenantField(),
  ],
}
