import { useSyncExternalStore } from 'react'
import { useHost } from '../host'
import type { ShellState } from './offline-shell'

const never = () => () => {}
const nothing = () => null

/** How this browser opens the page without its server; `null` where no browser does. */
export function useShell(): ShellState | null {
  const { shell } = useHost()
  return useSyncExternalStore<ShellState | null>(
    shell?.subscribe ?? never,
    shell?.read ?? nothing,
    shell?.read ?? nothing,
  )
}
