import { OrderOverview } from './order-overview'

export default function OrderPage() {
  return <OrderOverview />
}
