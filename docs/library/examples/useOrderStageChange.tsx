import { useState } from 'react'
import { useOrderStageChange } from '@/lib/sync'

export function Entered({ orderID }: { orderID: string }) {
  const [said, setSaid] = useState('no other stage yet')
  useOrderStageChange(orderID, (_event, previousStage, newStage) => setSaid(`${previousStage} → ${newStage}`))
  return <p>{`${orderID}: ${said}`}</p>
}
