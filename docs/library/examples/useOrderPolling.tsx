import { useState } from 'react'
import { useOrderPolling } from '@/lib/sync'

export function OrderPolls({ orderID }: { orderID: string }) {
  const [times, setTimes] = useState(0)
  useOrderPolling(orderID, () => setTimes((before) => before + 1))
  return <p>{`${orderID}: fetched ${times} times because there was no stream`}</p>
}
