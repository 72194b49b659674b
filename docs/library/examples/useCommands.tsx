import { useState } from 'react'
import { useCommands } from '@/lib/sync'

/** Asks for something that the server refuses: nothing changes by it. */
export function Refused() {
  const { send, release, pending } = useCommands()
  const [said, setSaid] = useState('')
  const bill = async () => {
    const outcome = await send('order.setStage', { orderID: 'NO-SUCH-ORDER', stage: 'billed' })
    setSaid(outcome.status === 'refused' ? outcome.message : outcome.status)
    if (outcome.status === 'refused') await release(outcome.id, 'mistake')
  }
  return (
    <p>
      <button type="button" onClick={bill}>
        Bill an order that is not there
      </button>{' '}
      {pending.length > 0 ? `${pending.length} waiting` : said}
    </p>
  )
}
