import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { STATION_ERRORS, type StationErrorCode } from '@/preload/station-errors'

/** The code in a bridge error's message (`wrong_pin: …`, perhaps after words of the platform); `null` where there is none. */
export function readStationError(error: unknown): StationErrorCode | null {
  const text = error instanceof Error ? error.message : String(error)
  return STATION_ERRORS.find((code) => new RegExp(`(?:^|\\s)${code}: `).test(text)) ?? null
}

/** What main refused, in the person's language; the detail behind it is in the log. */
export function useStationReason() {
  const { t } = useTranslation()
  return useCallback((error: unknown): string => t(`stationError.${readStationError(error) ?? 'internal'}`), [t])
}
