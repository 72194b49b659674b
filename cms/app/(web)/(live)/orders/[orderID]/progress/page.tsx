import { OrderProgress } from './order-progress'

export default async function ProgressPage({ params }: { readonly params: Promise<{ orderID: string }> }) {
  return <OrderProgress orderID={(await params).orderID} />
}
