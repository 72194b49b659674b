import { useEventAcknowledgment } from '@/lib/sync'

export function Unseen() {
  const { unacknowledgedCount, acknowledgeAll } = useEventAcknowledgment()
  return (
    <p>
      {`${unacknowledgedCount} not seen yet `}
      <button type="button" onClick={acknowledgeAll}>
        All seen
      </button>
    </p>
  )
}
