import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { mayReadDay } from '../../../../../access/books'
import { receiptToken } from '../../../../../site/receipt-token'
import { signedIn } from '../../../person/signed-in'
import { readStation } from '../../../station/read-station'
import { readTimeline } from '../../read/read-events'
import { readOrder } from '../../read/read-order'
import { OrderFrame } from './order-frame'

interface OrderLayoutProps {
  readonly params: Promise<{ orderID: string }>
  readonly children: ReactNode
}

/** What all pages of one order have: the order, also one that ended long ago, and what happened to it. */
export default async function OrderLayout({ params, children }: OrderLayoutProps) {
  const { orderID } = await params
  const [person, picture] = await Promise.all([signedIn(), readStation()])
  // The outer layout leads to the log-in.
  if (!person || !picture) return null
  const order = await readOrder(person, orderID)
  if (!order) notFound()
  const timeline = await readTimeline(person, picture.snapshot.epoch, orderID)
  const { payload, user, tenantId } = person
  const receiptPath = mayReadDay(user, tenantId)
    ? `/receipt/${receiptToken(payload.secret, { tenantId, orderID })}`
    : null
  return (
    <OrderFrame kept={order} timeline={timeline} receiptPath={receiptPath}>
      {children}
    </OrderFrame>
  )
}
