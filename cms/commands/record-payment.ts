import type { PayloadRequest } from 'payload'
import type { PAYMENT_METHODS } from '@/lib/sync/protocol/commands'
import { identityOf } from '../access/identity'
import { siteDay } from '../rules/order-number'

/** Money that changed hands. */
export interface PaymentRecord {
  readonly orderID: string
  /** `null`: it was not said. */
  readonly method: (typeof PAYMENT_METHODS)[number] | null
  /** Sen; below zero it was given back. */
  readonly amount: number
  readonly currency: string
  /** When, milliseconds since 1970. */
  readonly at: number
  /** IANA name of the zone whose day it counts to. */
  readonly timeZone: string
  /** The command that did it; `null` for what the server itself writes. */
  readonly commandId: string | null
}

/** Keeps the record in the request's transaction: with the change of the order, or not at all. */
export async function recordPayment(req: PayloadRequest, tenant: string, payment: PaymentRecord): Promise<void> {
  const { at, timeZone, ...record } = payment
  const who = identityOf(req.user)
  const moment = new Date(at)
  await req.payload.db.create({
    collection: 'payments',
    data: {
      ...record,
      tenant,
      kind: payment.amount < 0 ? 'refund' : 'payment',
      person: who?.kind === 'user' ? who.actor : null,
      station: who?.kind === 'station' ? who.actor.slice('station:'.length) : null,
      at: moment.toISOString(),
      day: siteDay(moment, timeZone),
      source: 'command',
    },
    req,
    returning: false,
  })
}
