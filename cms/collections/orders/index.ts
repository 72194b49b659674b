import type { CollectionConfig, Field } from 'payload'
import { z } from 'zod'
import {
  OVERALL_STATUSES,
  orderPaymentSchema,
  orderSchema,
  orderServiceSchema,
  PAYMENT_METHODS,
  PAYMENT_STATUSES,
  QUEUE_IDS,
  STAGES,
  VEHICLE_TYPES,
} from '@/lib/domain/documents'
import { LONGEST_NAME } from '@/lib/domain/names'
import { provisionalIDSchema } from '@/lib/domain/provisional-number'
import { toGiveBack } from '@/lib/domain/rules/payment'
import { orderIDSchema } from '@/lib/domain/values'
import { keepForCommands } from '../../access/command-fields'
import { accessOf, staffOnly } from '../../access/scope'
import { onlyWhatServicesTell } from '../../access/service-writes'
import { wordsOf } from '../../admin/words/translate'
import { auditOrders } from '../../audit/watch'
import { leaveSite, takePlace } from '../../commands/follow-edits'
import { takeByHand } from '../../commands/take-by-hand'
import { orderDocument } from '../../documents/order'
import { eraseLeftBehind } from '../../privacy/erase-rows'
import { diffOrder, tellFormerCustomer, tellNewCustomer } from '../../sync/log/diff'
import { trackDocument } from '../../sync/log/track'
import { bayField, choiceField, instantField, jsonField, senField, tenantField, trackedFields } from '../fields'
import { fillOrder } from './fill-order'
import { knowVehicle } from './know-vehicle'

const linesSchema = z.array(orderServiceSchema).max(64)

const checkLines = (value: unknown): true | string => {
  const parsed = linesSchema.safeParse(value ?? [])
  if (parsed.success) return true
  const issue = parsed.error.issues[0]
  return `Line ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a priced service line'}`
}

const checkOrderID = (value: unknown): true | string =>
  orderIDSchema.safeParse(value).success || 'Use letters, digits, dot, underscore and hyphen, at most 64.'

const checkTakenAs = (value: unknown): true | string =>
  !value || provisionalIDSchema.safeParse(value).success || 'Not what a station calls an order.'

/** Who it was, as the log calls them; the panel says the name. */
const actorField = (name: string): Field => ({
  name,
  type: 'text',
  admin: { components: { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' } },
})

const tracked = trackDocument({
  document: orderDocument,
  schema: orderSchema,
  diff: diffOrder,
  identity: ['tenant', 'orderID'],
  // Kept in a column, so that a snapshot finds orders that hold too much, however old they are.
  derived: (order) => ({ toGiveBack: toGiveBack(order) }),
  created: takePlace,
  async deleted(req, order) {
    await leaveSite(req, order)
    await eraseLeftBehind(req, order)
  },
  belonging: { customer: (row) => row.customer, toFormer: tellFormerCustomer, toNew: tellNewCustomer },
})

export const Orders: CollectionConfig = {
  slug: 'orders',
  access: accessOf('orders'),
  admin: {
    useAsTitle: 'orderID',
    group: 'Work',
    description:
      'What customers ordered, how far the car is, and what was paid. Stages, places and money change at the desk, where their rules are kept; here a new order can be taken, and its notes, names and plate be put right.',
    defaultColumns: ['orderID', 'plate', 'stage', 'paymentStatus', 'totalAmount', 'changedAt'],
    listSearchableFields: ['orderID', 'takenAs', 'plate', 'customerName', 'customerPhone'],
  },
  // As they were made; unlike `createdAt`, everybody may sort by it.
  defaultSort: '-id',
  indexes: [
    { fields: ['tenant', 'orderID'], unique: true },
    { fields: ['tenant', 'takenAs'] },
    { fields: ['tenant', 'stage'] },
  ],
  fields: keepForCommands('orders', [
    { name: 'orderID', type: 'text', required: true, index: true, validate: checkOrderID },
    {
      name: 'takenAs',
      type: 'text',
      validate: checkTakenAs,
      admin: {
        position: 'sidebar',
        description: 'Its number at the station that took it, as far as the dot: the customer may have it in hand.',
      },
    },
    {
      type: 'row',
      fields: [
        choiceField('stage', STAGES, {
          required: true,
          defaultValue: 'empty',
          index: true,
          admin: { description: 'Moves at the desk and at the bay.' },
        }),
        instantField('stageSince'),
      ],
    },
    {
      type: 'row',
      fields: [
        choiceField('overallStatus', OVERALL_STATUSES, { required: true, defaultValue: 'pending' }),
        choiceField('paymentStatus', PAYMENT_STATUSES, { required: true, defaultValue: 'pending' }),
      ],
    },
    {
      type: 'row',
      fields: [
        choiceField('queue', QUEUE_IDS, {
          admin: { description: 'Chosen for a new order; afterwards cars change queues at the desk.' },
        }),
        bayField('bayId', { admin: { description: 'Cars are sent to a bay at the cashier desk.' } }),
      ],
    },
    {
      type: 'collapsible',
      label: 'Vehicle',
      fields: [
        {
          name: 'vehicle',
          type: 'relationship',
          relationTo: 'vehicles',
          admin: { description: 'Fills the fields below; a plate alone finds it, or makes it.' },
        },
        {
          type: 'row',
          fields: [
            { name: 'plate', type: 'text', maxLength: 32, index: true },
            choiceField('vehicleType', VEHICLE_TYPES),
          ],
        },
        {
          type: 'row',
          fields: [
            { name: 'make', type: 'text', maxLength: 64 },
            { name: 'colour', type: 'text', maxLength: 32 },
          ],
        },
      ],
    },
    {
      type: 'collapsible',
      label: 'Customer',
      fields: [
        {
          name: 'customer',
          type: 'relationship',
          relationTo: 'customers',
          admin: { description: 'Fills the fields below.' },
        },
        {
          type: 'row',
          fields: [
            { name: 'customerName', type: 'text', maxLength: LONGEST_NAME },
            { name: 'customerPhone', type: 'text', maxLength: 32 },
          ],
        },
      ],
    },
    jsonField('services', linesSchema, {
      defaultValue: [],
      validate: checkLines,
      admin: {
        description:
          'As priced when ordered. Of a new order each line is { serviceId, optionIds }, and priced when saved; to change what was ordered, cancel the order and take a new one.',
      },
    }),
    {
      type: 'row',
      fields: [
        senField('totalAmount', {
          admin: { description: 'The sum of the lines less the discount, rounded where cash was.' },
        }),
        senField('discount', { min: 0 }),
        senField('rounding', { admin: { description: 'By how much cash was rounded; below zero for less.' } }),
        senField('paidAmount', {
          admin: { description: 'Taken at the desk, and given back by a member of staff who says why.' },
        }),
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'discountReason', type: 'text', maxLength: 200 },
        actorField('discountBy'),
        actorField('discountApprovedBy'),
      ],
    },
    {
      type: 'row',
      admin: { condition: ({ stage }) => stage === 'cancelled' },
      fields: [
        { name: 'calledOffReason', type: 'text', maxLength: 200 },
        actorField('calledOffBy'),
        actorField('calledOffApprovedBy'),
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'visits',
          type: 'number',
          admin: { description: 'Of the car since its last free wash, as the order was taken.' },
        },
        { name: 'freeWash', type: 'checkbox', defaultValue: false },
      ],
    },
    jsonField('payments', z.array(orderPaymentSchema), {
      defaultValue: [],
      admin: {
        description: 'Each time money changed hands; the rows are among the payments.',
        custom: { words: { method: wordsOf(PAYMENT_METHODS) } },
      },
    }),
    senField('toGiveBack', { index: true, admin: { hidden: true } }),
    {
      name: 'currency',
      type: 'text',
      required: true,
      defaultValue: 'MYR',
      minLength: 3,
      maxLength: 3,
      admin: { position: 'sidebar' },
    },
    { name: 'customerNotes', type: 'textarea', maxLength: 2000, defaultValue: '' },
    {
      name: 'staffNotes',
      type: 'textarea',
      maxLength: 2000,
      defaultValue: '',
      access: { update: staffOnly },
    },
    {
      name: 'whatsappLinked',
      type: 'checkbox',
      defaultValue: false,
      admin: { position: 'sidebar', description: 'The customer wrote to the site about this order.' },
    },
    {
      name: 'qrCodeGenerated',
      type: 'checkbox',
      defaultValue: false,
      admin: { position: 'sidebar', description: 'The QR code was shown to the customer.' },
    },
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: {
    ...tracked,
    beforeOperation: [onlyWhatServicesTell, ...tracked.beforeOperation],
    beforeChange: [takeByHand, fillOrder, knowVehicle, ...tracked.beforeChange],
    afterChange: [...tracked.afterChange, auditOrders],
  },
}
