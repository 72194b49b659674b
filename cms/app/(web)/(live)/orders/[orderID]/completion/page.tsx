import { OrderCompletion } from './order-completion'

export default function CompletionPage() {
  return <OrderCompletion />
}
