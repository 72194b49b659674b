import { useState } from 'react'
import { useAutoRefresh } from '@/lib/sync'

export function Receipt({ orderID }: { orderID: string }) {
  const [times, setTimes] = useState(0)
  useAutoRefresh(orderID, () => setTimes((before) => before + 1))
  return <p>{`${orderID}: read anew ${times} times`}</p>
}
