import { OrderOverview } from './order-overview'

export default async function OrderPage({ params }: { readonly params: Promise<{ orderID: string }> }) {
  return <OrderOverview orderID={(await params).orderID} />
}
