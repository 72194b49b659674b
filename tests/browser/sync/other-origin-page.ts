import { createElement as element, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SyncManagerProvider, useOrdersSync, useSyncManager } from '@/lib/sync'

/** A shop's page: the orders its token lets it read, and what is wrong where something is. */
function Shop() {
  const { connectionState, error } = useSyncManager()
  const { orders } = useOrdersSync()
  return element(
    'main',
    null,
    element('p', { 'data-testid': 'state' }, connectionState),
    element('p', { 'data-testid': 'error' }, error ?? ''),
    element(
      'ul',
      null,
      orders.map((order) => element('li', { key: order.orderID }, `${order.orderID} ${order.customerNotes ?? ''}`)),
    ),
  )
}

const server = new URLSearchParams(location.search).get('server') ?? ''
const auth = () => fetch('/token').then((answer) => answer.text())
const root = document.body.appendChild(document.createElement('div'))
createRoot(root).render(
  element(
    StrictMode,
    null,
    element(SyncManagerProvider, { serverUrl: server, auth, initialConfig: { reconnectDelay: 100 } }, element(Shop)),
  ),
)
