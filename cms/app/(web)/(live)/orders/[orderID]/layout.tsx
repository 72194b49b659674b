import type { ReactNode } from 'react'
import { OrderFrame } from './order-frame'

interface OrderLayoutProps {
  readonly params: Promise<{ orderID: string }>
  readonly children: ReactNode
}

export default async function OrderLayout({ params, children }: OrderLayoutProps) {
  return <OrderFrame orderID={(await params).orderID}>{children}</OrderFrame>
}
