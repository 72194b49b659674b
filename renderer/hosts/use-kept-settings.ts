import { useEffect } from 'react'
import type { StationSettings } from '@/preload/contract'
import { keepWebSettings } from './web-settings'

/** Keeps what the page was opened with: a role chosen in the address stays chosen. */
export function useKeptSettings(settings: StationSettings): void {
  useEffect(() => keepWebSettings(settings), [settings])
}
