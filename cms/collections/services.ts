import type { CollectionConfig } from 'payload'
import { MOST_STEPS } from '@/lib/domain/catalogue'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { accessOf } from '../access/scope'
import { choicesIn } from '../admin/words/translate'
import { auditServices } from '../audit/watch'
import { formerPricesSchema } from '../commands/former-prices'
import { rememberPrices } from '../commands/remember-prices'
import { pricesEndpoint } from '../site/save-prices'
import { stepsEndpoint } from '../site/save-steps'
import {
  choiceField,
  instantField,
  jsonField,
  minutesField,
  nameField,
  namesField,
  senField,
  slugField,
  taxPercentField,
  tenantField,
} from './fields'
import { keepNames } from './keep-names'
import { takeTurn } from './take-turn'

/** A list whose rows are open, a new one too, and called by their names where somebody folds them. */
const NAMED = { initCollapsed: false, components: { RowLabel: '/admin/NamedRow#NamedRow' } }
const OF_VEHICLE = { path: NAMED.components.RowLabel, clientProps: { vehicles: choicesIn('vehicle') } }

/** The price list is read from its first service on, and the panel changes a row alone. */
const ONE_WAY =
  'One name is said one way at the whole site: where it is written more than once in a language, the first service on sale counts. Change it there.'

/** What the site sells: the steps a washer takes, the options a customer may add, what a larger vehicle costs more. */
export const Services: CollectionConfig = {
  slug: 'services',
  access: accessOf('services'),
  admin: {
    useAsTitle: 'name',
    group: 'Site',
    description: 'What the site sells. A changed price counts for new orders; orders taken before keep theirs.',
    defaultColumns: ['name', 'price', 'active', 'position'],
  },
  defaultSort: 'position',
  indexes: [{ fields: ['tenant', 'serviceId'], unique: true }],
  hooks: { ...auditServices, beforeValidate: [takeTurn], beforeChange: [keepNames, rememberPrices] },
  endpoints: [pricesEndpoint, stepsEndpoint],
  fields: [
    nameField(),
    namesField('What screens in that language show. Empty: the name itself.'),
    senField('price', { required: true, min: 0 }),
    taxPercentField('Percent. Empty: as the site’s other prices. 0: no tax.'),
    {
      name: 'active',
      label: 'On sale',
      type: 'checkbox',
      defaultValue: true,
      admin: { description: 'Off: it cannot be ordered; orders that have it keep it.', position: 'sidebar' },
    },
    {
      name: 'position',
      label: 'Place in the price list',
      type: 'number',
      defaultValue: 0,
      admin: { position: 'sidebar' },
    },
    {
      name: 'countsAsVisit',
      label: 'Counts for a free wash',
      type: 'checkbox',
      defaultValue: true,
      admin: {
        description: 'Where the site gives free washes: an order of it is a visit, and it may be the free one.',
        position: 'sidebar',
      },
    },
    // When an administrator last said of its prices that they are right; the list of first steps reads it.
    instantField('pricesConfirmedAt', { admin: { hidden: true } }),
    slugField('serviceId', {
      label: 'Short name',
      required: true,
      admin: { position: 'sidebar', description: 'What orders call it, such as basic-wash. Leave it as it is.' },
    }),
    {
      name: 'steps',
      type: 'array',
      maxRows: MOST_STEPS,
      admin: { ...NAMED, description: 'What the washer does, in order, and how long each may take.' },
      fields: [
        {
          type: 'row',
          fields: [nameField(), minutesField(), slugField('key', { required: true })],
        },
        namesField(ONE_WAY),
      ],
    },
    {
      name: 'options',
      type: 'array',
      maxRows: MOST_STEPS,
      admin: { ...NAMED, description: 'What a customer may add.' },
      fields: [
        {
          type: 'row',
          fields: [nameField(), senField('price', { required: true })],
        },
        { type: 'row', fields: [minutesField(), slugField('optionId', { label: 'Short name', required: true })] },
        namesField(ONE_WAY),
      ],
    },
    {
      name: 'surcharges',
      type: 'array',
      maxRows: VEHICLE_TYPES.length,
      admin: { ...NAMED, components: { RowLabel: OF_VEHICLE }, description: 'Added to the price for a vehicle type.' },
      fields: [
        {
          type: 'row',
          fields: [
            choiceField('vehicleType', VEHICLE_TYPES, { required: true }),
            senField('price', { required: true }),
          ],
        },
      ],
    },
    // What it was sold at before: the commands read it, nobody else.
    jsonField('former', formerPricesSchema, {
      access: { read: () => false, create: () => false, update: () => false },
      admin: { hidden: true },
    }),
    tenantField(),
  ],
}
