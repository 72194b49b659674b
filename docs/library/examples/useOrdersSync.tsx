import { useOrdersSync } from '@/lib/sync'

export function Orders() {
  const { orders, isLoading } = useOrdersSync()
  if (isLoading) return <p>Loading …</p>
  return (
    <ul>
      {orders.slice(0, 5).map(({ orderID, stage }) => (
        <li key={orderID}>{`${orderID}: ${stage}`}</li>
      ))}
    </ul>
  )
}
