import type { Config, PayloadRequest } from 'payload'
import { isBusy, isConflict, isOutcomeUnknown, isStorageFailure } from '../database'
import { CONFLICT } from './write-again'

type AfterError = NonNullable<NonNullable<Config['hooks']>['afterError']>[number]

interface Thrown {
  readonly message: string
  readonly status?: number
  readonly isPublic?: boolean
  readonly data?: { readonly errors?: unknown } | null
}

/**
 * What a refused REST request is told. Payload recognises its own errors by class, and the build holds its classes
 * twice (once for each side of Next), so it would leave out which field was wrong and the reason's code.
 */
export const tellRefusal: AfterError = ({ error, req }) => {
  if (isOutcomeUnknown(error)) {
    return answer(503, {
      name: 'OutcomeUnknown',
      message: 'The database was lost while it saved this, so it may be done or not. Look before you repeat it.',
      data: { code: 'outcome_unknown' },
    })
  }
  if (isBusy(error)) {
    askAgainSoon(req)
    return answer(503, {
      name: isConflict(error) ? CONFLICT : 'Busy',
      message: 'Others were changing the same just now. Nothing was changed; try again.',
      data: { code: 'busy' },
    })
  }
  if (isStorageFailure(error)) {
    askAgainSoon(req)
    return answer(503, {
      name: 'StorageFailed',
      message: 'The change could not be saved: the database refused to write it. Nothing was changed.',
      data: { code: 'storage_failed' },
    })
  }
  const { status, isPublic, data, message } = error as Thrown
  if (!status || status >= 500 || !isPublic || !data) return undefined
  return answer(status, { name: data.errors ? 'ValidationError' : 'APIError', message, data })
}

/** Nothing was changed, so whoever asks again does no harm. */
function askAgainSoon(req: PayloadRequest | undefined): void {
  if (!req) return
  req.responseHeaders ??= new Headers()
  req.responseHeaders.set('Retry-After', '1')
}

const answer = (status: number, told: object) => ({ status, response: { errors: [told] } })
