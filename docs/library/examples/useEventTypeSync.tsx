import { useEventTypeSync } from '@/lib/sync'

export function Payments() {
  const { events, latestEvent } = useEventTypeSync(['payment_update'])
  return <p>{`${events.length} payments, the last for ${latestEvent?.orderID ?? 'no order yet'}`}</p>
}
