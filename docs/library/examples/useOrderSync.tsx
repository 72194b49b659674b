import { useOrderSync } from '@/lib/sync'

export function OrderLine({ orderID }: { orderID: string }) {
  const { order, latestEvent, isLoading } = useOrderSync(orderID)
  if (isLoading) return <p>Loading …</p>
  return <p>{`${orderID} is ${order?.stage}, last: ${latestEvent?.eventType ?? 'nothing yet'}`}</p>
}
