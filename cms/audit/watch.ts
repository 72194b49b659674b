import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeValidateHook,
  PayloadRequest,
} from 'payload'
import { type Stage, VEHICLE_TYPES } from '@/lib/domain'
import { vehiclePrices } from '@/lib/domain/rules/vehicle-prices'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { relationId } from '../access/identity'
import { described, differences, Unsaid } from './differences'
import type { AuditKind } from './kinds'
import { recordAudit } from './record'
import type { AuditFact } from './words'

type Row = Readonly<Record<string, unknown>>

interface Watched {
  readonly made: AuditKind
  readonly changed: AuditKind
  readonly deleted: AuditKind
  tenant(row: Row): string | null
  /** As people know it. */
  subject(row: Row): string
  /** What is worth a line when it changes, in words; nothing secret. */
  facts(row: Row): Partial<Record<AuditFact, unknown>>
}

interface Hooks {
  afterChange: CollectionAfterChangeHook[]
  afterDelete: CollectionAfterDeleteHook[]
}

/** Hooks that record each creation, change and deletion in the trail, whether by REST, in the panel or by a command. */
function watch({ made, changed, deleted, tenant, subject, facts }: Watched): Hooks {
  const record = (req: PayloadRequest, row: Row, kind: AuditKind, said: { before?: string; after?: string }) =>
    recordAudit(req, { kind, tenant: tenant(row), subject: subject(row), ...said })
  return {
    afterChange: [
      async ({ doc, previousDoc, operation, req }) => {
        if (operation === 'create') return void (await record(req, doc, made, { after: described(facts(doc)) }))
        const said = differences(facts(previousDoc), facts(doc))
        if (said) await record(req, doc, changed, said)
      },
    ],
    afterDelete: [({ doc, req }) => record(req, doc, deleted, { before: described(facts(doc)) })],
  }
}

/** Row ids of a list of relations, as one text. */
const idsOf = (list: unknown) => (Array.isArray(list) ? list.map(relationId).toSorted().join(', ') : '') || null

const siteOf = ({ tenant }: Row) => (tenant ? String(tenant) : null)
const ACCOUNT = { made: 'account_made', changed: 'account_changed', deleted: 'account_deleted' } as const
const PRICE = { made: 'price_changed', changed: 'price_changed', deleted: 'price_changed' } as const
const TEAM = { made: 'team_changed', changed: 'team_changed', deleted: 'team_changed' } as const
const SITE = { made: 'site_changed', changed: 'site_changed', deleted: 'site_changed' } as const

const accounts = watch({
  ...ACCOUNT,
  tenant: siteOf,
  subject: ({ email }) => String(email),
  facts: ({ email, name, role, tenant, furtherSites, customer }) => ({
    email,
    name,
    role,
    site: tenant ?? 'all',
    furtherSites: idsOf(furtherSites),
    customer: relationId(customer),
  }),
})

const NEW_PASSWORD = 'newPasswordOf'

/** Before it becomes a hash, which says nothing of whether it is another. */
const noticePassword: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  if (operation === 'update' && data?.password) req.context[NEW_PASSWORD] = originalDoc?.id
  return data
}

const watchPassword: CollectionAfterChangeHook = async ({ doc, req }) => {
  if (req.context[NEW_PASSWORD] !== doc.id) return
  delete req.context[NEW_PASSWORD]
  const said = { tenant: siteOf(doc), subject: String(doc.email), after: 'password: a new one' }
  await recordAudit(req, { kind: 'account_changed', ...said })
}

export const auditUsers: Hooks & { beforeValidate: CollectionBeforeValidateHook[] } = {
  ...accounts,
  beforeValidate: [noticePassword],
  afterChange: [...accounts.afterChange, watchPassword],
}

export const auditStations = watch({
  ...ACCOUNT,
  tenant: siteOf,
  subject: ({ name }) => `Station ${String(name)}`,
  facts: ({ name, role, bay }) => ({ name, role, bay }),
})

export const auditTeam = watch({
  ...TEAM,
  tenant: siteOf,
  subject: ({ name }) => String(name),
  facts: ({ name, position, pinSetAt, hasLeft }) => ({
    name,
    position,
    PIN: new Unsaid(pinSetAt ? String(pinSetAt) : null),
    'has left': hasLeft,
  }),
})

const sen = (value: unknown) => (typeof value === 'number' ? (value / 100).toFixed(2) : null)
const list = (value: unknown, line: (row: Row) => string) =>
  Array.isArray(value) ? value.map((row) => line(row as Row)).join('; ') : null

/** The trail is written in one language, for all who may read it. */
const { t } = makeTranslator('en')

/** As the owner reads and writes them: one for each type of vehicle. */
function pricesOf({ price, surcharges }: Row): Row {
  const more = Array.isArray(surcharges) ? (surcharges as Row[]) : []
  const amounts = vehiclePrices({
    price: Number(price),
    surcharges: Object.fromEntries(more.map((row) => [String(row.vehicleType), Number(row.price)])),
  })
  return Object.fromEntries(VEHICLE_TYPES.map((type) => [t(`vehicle.${type}`), sen(amounts[type])]))
}

export const auditServices = watch({
  ...PRICE,
  tenant: siteOf,
  subject: ({ name }) => String(name),
  facts: ({ price, active, options, surcharges, taxPercent, countsAsVisit }) => ({
    ...pricesOf({ price, surcharges }),
    'tax, percent': taxPercent,
    'on sale': active,
    'counts for a free wash': countsAsVisit,
    options: list(options, (row) => `${String(row.name)} ${sen(row.price)}`),
  }),
})

export const auditTenants = watch({
  ...SITE,
  tenant: ({ tenantId }) => String(tenantId),
  subject: ({ name }) => String(name),
  facts: ({ name, currency, timeZone, whatsappNumber, billing, cleaningAfterJob, ...more }) => ({
    name,
    currency,
    'time zone': timeZone,
    'WhatsApp number': whatsappNumber,
    'bills orders': billing,
    'cleans after each job': cleaningAfterJob,
    'discount by staff, percent': more.staffDiscount,
    'discount by a cashier, percent': more.cashierDiscount,
    address: more.address,
    'registration number': more.registrationNumber,
    'tax number': more.taxNumber,
    'name of the tax': more.taxName,
    'tax, percent': more.taxPercent,
    'tax is added to prices': more.taxOnTop,
    'rounds cash': more.cashRounding,
    'free wash at visit': more.freeWashEvery,
    'visits count from': more.freeWashSince,
    'asks who is there': more.askWho,
    'asks again after minutes': more.lockAfter,
    'a wash begins within, minutes': more.promiseMinutes,
    'opens at': more.opensAt,
    'closes at': more.closesAt,
    'message on the board': more.boardMessage,
    'keeps people, months': more.keepPeopleMonths,
  }),
})

/** Money given back and orders called off. All else about orders is in the event log. */
export const auditOrders: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  if (operation !== 'update') return
  const entry = { tenant: siteOf(doc), subject: String(doc.orderID) }
  const [had, has] = [Number(previousDoc.paidAmount ?? 0), Number(doc.paidAmount ?? 0)]
  const stage = (row: Row) => t(`stage.${row.stage as Stage}`)
  const money = (amount: number) => `${String(doc.currency)} ${sen(amount)}`
  if (has < had) await recordAudit(req, { ...entry, kind: 'refund', before: money(had), after: money(has) })
  if (doc.stage === 'cancelled' && previousDoc.stage !== 'cancelled') {
    await recordAudit(req, { ...entry, kind: 'cancellation', before: stage(previousDoc), after: stage(doc) })
  }
}
