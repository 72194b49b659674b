import '@/lib/ui/design/station.css'
import { createRoot } from 'react-dom/client'
import { PAGE_ROOT_ID, type StationBridge } from '@/preload/contract'
import { Station } from './app/Station'
import { bridgeHost, bridgeSource } from './hosts/bridge'

declare global {
  interface Window {
    readonly axStation?: StationBridge
  }
}

const bridge = window.axStation
const root = document.getElementById(PAGE_ROOT_ID)

if (bridge && root) {
  const settings = await bridge.request('settings:read')
  createRoot(root).render(<Station source={bridgeSource(bridge)} host={bridgeHost(bridge)} settings={settings} />)
}
