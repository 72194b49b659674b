import { useState } from 'react'
import { useAutoNavigation } from '@/lib/sync'

export function Guide({ orderID, stage }: { orderID: string; stage: string }) {
  const [url, setUrl] = useState<string | null>(null)
  useAutoNavigation(orderID, stage, { navigate: setUrl })
  return <p>{url === null ? `Waits for ${orderID} to leave ${stage}` : `Would go to ${url}`}</p>
}
