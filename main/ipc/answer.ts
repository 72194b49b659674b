import { STATION_ERRORS } from '@/preload/station-errors'
import { StationError } from '../station-error'

/** What an invoke resolves with. Electron wraps thrown errors in a sentence of its own, so refusals travel as values. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string }

/** `code: message`; an error nobody foresaw says nothing of the inside. */
export function refusal(error: unknown): Answer {
  if (error instanceof StationError) return { ok: false, error: `${error.code}: ${error.message}` }
  const coded = error instanceof Error && STATION_ERRORS.some((code) => error.message.startsWith(`${code}: `))
  if (coded) return { ok: false, error: error.message }
  return { ok: false, error: 'internal: The station could not do that. The log says why.' }
}
