import { Mark } from '@/lib/ui/design/Mark'

/** The product's mark in the panel's corner. */
export function Icon() {
  return (
    <span className="ax-mark" role="img" aria-label="AX Station">
      <Mark />
    </span>
  )
}

/** The mark and name above the sign-in form. */
export function Logo() {
  return (
    <span className="ax-logo">
      <Mark />
      AX Station
    </span>
  )
}
