import type { StationBridge, StationSettings } from '@/preload/contract'
export function FirstRun(_: { readonly bridge: StationBridge; readonly onDone: (settings: StationSettings) => void }) {
  return null
}
