import type { StationErrorCode } from '@/preload/station-errors'

/** A refusal the page shows or acts on. `message` says what happened, what it means and what to do. */
export class StationError extends Error {
  readonly code: StationErrorCode

  constructor(code: StationErrorCode, message: string) {
    super(message)
    this.name = 'StationError'
    this.code = code
  }
}

/** A host shows its administrator's password on its screen: whoever touches that must know something first. */
export function pinRequired(): StationError {
  return new StationError('pin_required', 'A station that hosts the server needs a PIN. Choose one, then try again.')
}
