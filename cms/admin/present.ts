import type { CollectionConfig, Field } from 'payload'

/** What the panel calls a field where its name does not read as words. */
const LABELS: Record<string, string> = {
  orderID: 'Order number',
  bayId: 'Bay',
  jobId: 'Job',
  queueId: 'Queue',
  serviceId: 'Service',
  optionId: 'Option',
  tenantId: 'Site',
  tenant: 'Site',
  stageSince: 'In this stage since',
  overallStatus: 'Status',
  paymentStatus: 'Payment',
  vehicleType: 'Vehicle type',
  totalAmount: 'Total',
  discount: 'Discount',
  paidAmount: 'Paid',
  price: 'Price',
  customerName: 'Customer name',
  customerPhone: 'Customer phone',
  customerNotes: 'Notes from the customer',
  staffNotes: 'Staff notes',
  whatsappLinked: 'WhatsApp linked',
  whatsappNumber: 'WhatsApp number',
  qrCodeGenerated: 'QR code made',
  changedAt: 'Updated',
  statusReason: 'Reason',
  pausedMs: 'Paused for',
  lastSeenAt: 'Last seen',
  appVersion: 'App version',
  behind: 'Events behind',
  waiting: 'Actions waiting',
  startedAt: 'Started',
  pausedAt: 'Paused since',
  finishedAt: 'Finished',
  key: 'Short name',
  timeZone: 'Time zone',
  cleaningAfterJob: 'Clean the bay after each job',
  billing: 'Bill orders',
  seq: 'Number',
  at: 'When',
  actor: 'Who',
  eventType: 'Event',
  body: 'Data',
}

/** Where the panel finds our components for a type of field, from the import map's base directory. */
const PLAIN = { Cell: '/admin/cells#PlainCell' }
const DATA = { Field: '/admin/JsonField#JsonField' }
const COMPONENTS = {
  text: PLAIN,
  number: PLAIN,
  select: PLAIN,
  relationship: PLAIN,
  checkbox: { Cell: '/admin/cells#YesNoCell' },
  // Payload's editor for both comes from another site.
  json: DATA,
  code: DATA,
}

function presentField(field: Field): Field {
  const inner = 'fields' in field ? { ...field, fields: field.fields.map(presentField) } : field
  if (!('name' in inner) || typeof inner.name !== 'string') return inner as Field
  const label = LABELS[inner.name]
  const labelled = label === undefined || 'label' in inner ? inner : { ...inner, label }
  const { components, ...admin } = (labelled.admin ?? {}) as { components?: object }
  const ours = COMPONENTS[labelled.type as keyof typeof COMPONENTS]
  return (ours ? { ...labelled, admin: { ...admin, components: { ...ours, ...components } } } : labelled) as Field
}

/** The collection as the panel shows it: fields named in words, none that needs the internet. */
export const present = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  fields: collection.fields.map(presentField),
})
