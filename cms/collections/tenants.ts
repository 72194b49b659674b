import type { CollectionConfig } from 'payload'
import { accessOf } from '../access/scope'
import { ensureLogHead } from '../sync/log/heads'
import { ensureQueues } from './ensure-queues'
import { slugField } from './fields'

export const Tenants: CollectionConfig = {
  slug: 'tenants',
  access: accessOf('tenants'),
  admin: { useAsTitle: 'name', group: 'Site', defaultColumns: ['tenantId', 'name'] },
  fields: [
    slugField('tenantId', { required: true, unique: true }),
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    { name: 'currency', type: 'text', required: true, defaultValue: 'MYR', minLength: 3, maxLength: 3 },
    {
      name: 'timeZone',
      type: 'text',
      defaultValue: 'Asia/Kuala_Lumpur',
      admin: { description: 'IANA name; order numbers count by its days.' },
    },
    {
      name: 'billing',
      type: 'checkbox',
      defaultValue: true,
      admin: {
        description: 'Orders are billed and paid before they are completed. Off: a finished wash completes its order.',
      },
    },
    {
      name: 'cleaningAfterJob',
      type: 'checkbox',
      defaultValue: false,
      admin: { description: 'A bay is cleaned after each job, and made available again by hand.' },
    },
  ],
  hooks: {
    afterChange: [
      async ({ doc, operation, req }) => {
        if (operation !== 'create') return
        await ensureLogHead(req, doc.tenantId)
        await ensureQueues(req, doc.tenantId)
      },
    ],
  },
}
