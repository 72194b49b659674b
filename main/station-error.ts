import type { StationErrorCode } from '@/preload/contract'

/** A refusal the page shows or acts on. `message` says what happened, what it means and what to do. */
export class StationError extends Error {
  readonly code: StationErrorCode

  constructor(code: StationErrorCode, message: string) {
    super(message)
    this.name = 'StationError'
    this.code = code
  }
}
