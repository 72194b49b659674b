import { OrderProgress } from './order-progress'

export default function ProgressPage() {
  return <OrderProgress />
}
