import type { CollectionConfig, DateField, Field } from 'payload'

/** What the panel calls a field where its name does not read as words. */
const LABELS: Record<string, string> = {
  orderID: 'Order number',
  takenAs: 'Number at the station',
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
  discountReason: 'Reason for the discount',
  discountBy: 'Discount given by',
  discountApprovedBy: 'Discount approved by',
  calledOffReason: 'Why it was called off',
  calledOffBy: 'Called off by',
  calledOffApprovedBy: 'Calling off approved by',
  visits: 'Visits before',
  freeWash: 'Free wash',
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
  staffDiscount: 'Most that staff take off',
  cashierDiscount: 'Most that a cashier desk takes off',
  askWho: 'Ask who is there',
  lockAfter: 'Ask again after (minutes)',
  promiseMinutes: 'A wash begins within (minutes)',
  boardMessage: 'Message on the board',
  boardLanguages: 'Languages of the board',
  boardLanguageSeconds: 'Seconds for each language',
  stageWords: 'Your words for the stages',
  pin: 'PIN',
  pinSetAt: 'PIN set',
  registrationNumber: 'Company registration number',
  taxNumber: 'Tax registration number',
  taxName: 'Name of the tax',
  taxPercent: 'Tax of prices',
  taxOnTop: 'Tax is added to prices',
  cashRounding: 'Round cash to 5 sen',
  rounding: 'Rounded',
  seq: 'Number',
  at: 'When',
  actor: 'Who',
  eventType: 'Event',
  body: 'Data',
}

/** Where the panel finds our components for a type of field, from the import map's base directory. */
const PLAIN = { Cell: '/admin/cells#PlainCell' }
const PLATE = { Cell: '/admin/cells#PlateCell' }
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
  const ours = inner.name === 'plate' ? PLATE : COMPONENTS[labelled.type as keyof typeof COMPONENTS]
  return (ours ? { ...labelled, admin: { ...admin, components: { ...ours, ...components } } } : labelled) as Field
}

type Timestamp = 'createdAt' | 'updatedAt'

/** As Payload would add it, but that a list shows it on the site's clock. */
const timestamp = (name: Timestamp, described: Partial<DateField> = {}): Field => ({
  type: 'date',
  index: true,
  ...described,
  name,
  label: ({ t }) => t(`general:${name}`),
  admin: {
    hidden: true,
    disableBulkEdit: true,
    ...described.admin,
    components: { Cell: '/admin/site/InstantCell#InstantCell' },
  },
})

/** A collection's times of creation and change, as it describes them itself or as Payload would. */
function timestampsOf({ timestamps, fields }: CollectionConfig): Field[] {
  if (timestamps === false) return []
  return (['updatedAt', 'createdAt'] as const).map((name) =>
    timestamp(
      name,
      fields.find((field): field is DateField => field.type === 'date' && field.name === name),
    ),
  )
}

const isTimestamp = (field: Field) => 'name' in field && (field.name === 'createdAt' || field.name === 'updatedAt')

/** The collection as the panel shows it: fields named in words, none that needs the internet. */
export const present = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  admin: {
    ...collection.admin,
    // A page of JSON beside each document, for those who write programs: they have the documentation.
    hideAPIURL: true,
    components: {
      ...collection.admin?.components,
      edit: { beforeDocumentControls: ['/admin/DocumentHead#DocumentHead'] },
    },
  },
  fields: [...collection.fields.filter((field) => !isTimestamp(field)).map(presentField), ...timestampsOf(collection)],
})
