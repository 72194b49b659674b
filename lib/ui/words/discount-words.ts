import type { TFunction } from 'i18next'

interface Discount {
  readonly reason: string | null
  /** A wash that visits have earned. */
  readonly freeWash: boolean
}

/** Why something was taken off, in the words of whoever did it. */
export const discountWords = ({ reason, freeWash }: Discount, t: TFunction): string =>
  freeWash ? t('freeWash.name') : (reason ?? t('day.noReason'))
