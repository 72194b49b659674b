import type { CollectionConfig } from 'payload'
import { z } from 'zod'
import {
  OVERALL_STATUSES,
  orderSchema,
  orderServiceSchema,
  PAYMENT_STATUSES,
  QUEUE_IDS,
  STAGES,
  VEHICLE_TYPES,
} from '@/lib/sync/protocol/documents'
import { orderIDSchema } from '@/lib/sync/protocol/identity'
import { accessOf, staffOnly } from '../access/scope'
import { onlyWhatServicesTell } from '../access/service-writes'
import { followChange, followDeletion, leaveOnStage } from '../commands/follow-edits'
import { orderDocument } from '../documents/order'
import { guardStage } from '../rules/stage-guard'
import { diffOrder } from '../sync/log/diff'
import { trackDocument } from '../sync/log/track'
import { choiceField, instantField, senField, slugField, tenantField, trackedFields } from './fields'
import { fillOrder } from './order-snapshot'

const linesSchema = z.array(orderServiceSchema).max(64)

const checkLines = (value: unknown): true | string => {
  const parsed = linesSchema.safeParse(value ?? [])
  if (parsed.success) return true
  const issue = parsed.error.issues[0]
  return `Line ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a priced service line'}`
}

const checkOrderID = (value: unknown): true | string =>
  orderIDSchema.safeParse(value).success || 'Use letters, digits, dot, underscore and hyphen, at most 64.'

const tracked = trackDocument({
  document: orderDocument,
  schema: orderSchema,
  diff: diffOrder,
  identity: ['tenant', 'orderID'],
  audience: (row) => row.customer ?? null,
})

export const Orders: CollectionConfig = {
  slug: 'orders',
  access: accessOf('orders'),
  admin: {
    useAsTitle: 'orderID',
    group: 'Work',
    description: 'What customers ordered, how far the car is, and what was paid.',
    defaultColumns: ['orderID', 'plate', 'stage', 'paymentStatus', 'totalAmount', 'changedAt'],
    listSearchableFields: ['orderID', 'plate', 'customerName', 'customerPhone'],
  },
  defaultSort: '-createdAt',
  indexes: [{ fields: ['tenant', 'orderID'], unique: true }],
  fields: [
    { name: 'orderID', type: 'text', required: true, index: true, validate: checkOrderID },
    {
      type: 'row',
      fields: [
        choiceField('stage', STAGES, {
          required: true,
          defaultValue: 'empty',
          index: true,
          admin: {
            description: 'Staff may move it as the rules allow; an administrator may set any stage, to repair.',
          },
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
        choiceField('queue', QUEUE_IDS),
        slugField('bayId', { admin: { readOnly: true, description: 'Cars are sent to a bay at the cashier desk.' } }),
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
          admin: { description: 'Fills the fields below.' },
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
            { name: 'customerName', type: 'text', maxLength: 128 },
            { name: 'customerPhone', type: 'text', maxLength: 32 },
          ],
        },
      ],
    },
    {
      name: 'services',
      type: 'json',
      defaultValue: [],
      validate: checkLines,
      admin: {
        description: 'Lines as priced when ordered. A line of only { serviceId, optionIds } is priced when saved.',
      },
    },
    {
      type: 'row',
      fields: [
        senField('totalAmount', {
          admin: { description: 'Where there are lines: their sum less the discount, when saved.' },
        }),
        senField('discount', { min: 0 }),
        senField('paidAmount', { min: 0 }),
      ],
    },
    {
      name: 'currency',
      type: 'text',
      required: true,
      defaultValue: 'MYR',
      minLength: 3,
      maxLength: 3,
      admin: { position: 'sidebar', readOnly: true },
    },
    { name: 'customerNotes', type: 'textarea', maxLength: 2000, defaultValue: '' },
    {
      name: 'staffNotes',
      type: 'textarea',
      maxLength: 2000,
      defaultValue: '',
      access: { read: staffOnly, update: staffOnly },
    },
    {
      name: 'whatsappLinked',
      type: 'checkbox',
      defaultValue: false,
      admin: { readOnly: true, position: 'sidebar', description: 'The customer wrote to the site about this order.' },
    },
    {
      name: 'qrCodeGenerated',
      type: 'checkbox',
      defaultValue: false,
      admin: { readOnly: true, position: 'sidebar', description: 'The QR code was shown to the customer.' },
    },
    tenantField(),
    ...trackedFields(),
  ],
  hooks: {
    ...tracked,
    beforeOperation: [onlyWhatServicesTell, ...tracked.beforeOperation],
    beforeChange: [guardStage, leaveOnStage, fillOrder, ...tracked.beforeChange],
    afterChange: [...tracked.afterChange, followChange],
    afterDelete: [...tracked.afterDelete, followDeletion],
  },
}
