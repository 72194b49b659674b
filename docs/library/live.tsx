import { type ComponentType, useRef } from 'react'
import { createPortal } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { SyncManagerProvider, useBaysSync, useOrdersSync } from '@/lib/sync'
import { Guide } from './examples/useAutoNavigation'
import { Receipt } from './examples/useAutoRefresh'
import { Bays } from './examples/useBaysSync'
import { Refused } from './examples/useCommands'
import { Health } from './examples/useConnectionHealth'
import { Refreshes } from './examples/useDashboardSync'
import { Unseen } from './examples/useEventAcknowledgment'
import { Payments } from './examples/useEventTypeSync'
import { Ahead } from './examples/useOptimisticUpdates'
import { OrderPolls } from './examples/useOrderPolling'
import { Entered } from './examples/useOrderStageChange'
import { OrderLine } from './examples/useOrderSync'
import { Orders } from './examples/useOrdersSync'
import { Polls } from './examples/usePollingFallback'
import { Queues } from './examples/useQueueSync'
import { Stream } from './examples/useSyncManager'
import { Connection } from './examples/useSyncManagerContext'
import { Bay } from './examples/useWashingBaySync'

/** Brings the examples of a page to life where a server serves it: with the reader's own session, on the site's own orders. */

interface Here {
  readonly orderID: string
  readonly stage: string
  readonly bayId: string
}

const EXAMPLES: Readonly<Record<string, ComponentType<Here>>> = {
  useAutoNavigation: Guide,
  useAutoRefresh: Receipt,
  useBaysSync: Bays,
  useCommands: Refused,
  useConnectionHealth: Health,
  useDashboardSync: Refreshes,
  useEventAcknowledgment: Unseen,
  useEventTypeSync: Payments,
  useOptimisticUpdates: Ahead,
  useOrderPolling: OrderPolls,
  useOrderStageChange: Entered,
  useOrderSync: OrderLine,
  useOrdersSync: Orders,
  usePollingFallback: Polls,
  useQueueSync: Queues,
  useSyncManager: Stream,
  useSyncManagerContext: Connection,
  useWashingBaySync: Bay,
}

const places = [...document.querySelectorAll<HTMLElement>('[data-example]')]

const isOpen = ({ stage }: { readonly stage: string }) => stage !== 'completed' && stage !== 'cancelled'

/** All examples are about one order, an open one if there is any, for as long as it is there. */
function Examples() {
  const { orders, isLoading } = useOrdersSync()
  const { bays } = useBaysSync()
  const chosen = useRef('')
  const order = orders.find(({ orderID }) => orderID === chosen.current) ?? orders.find(isOpen) ?? orders[0]
  chosen.current = order?.orderID ?? ''
  const here = { orderID: chosen.current, stage: order?.stage ?? '', bayId: bays[0]?.bayId ?? '' }
  return places.map((place) => {
    const Example = EXAMPLES[place.dataset.example ?? '']
    const shown = !Example || isLoading ? <p>Loading …</p> : <Example {...here} />
    return createPortal(shown, place, place.dataset.example)
  })
}

for (const place of places) place.replaceChildren()
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <SyncManagerProvider>
    <Examples />
  </SyncManagerProvider>,
)
