import { classNames } from './class-names'

const SIZES = {
  small: 'text-base',
  medium: 'text-xl',
  large: 'text-3xl',
  huge: 'text-[clamp(3rem,9vw,8rem)]',
} as const

/** Letters and digits of a plate apart, as they stand on the car: `WXY1234` -> `WXY`, `1234`. */
function plateGroups(plate: string): string[] {
  return (
    plate
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .match(/\p{L}+|\p{N}+/gu) ?? []
  )
}

export interface PlateProps {
  readonly plate: string | null | undefined
  readonly size?: keyof typeof SIZES
  readonly className?: string
}

/** A number plate set like a number plate. Without a plate, a dash. */
export function Plate({ plate, size = 'medium', className }: PlateProps) {
  const groups = plate ? plateGroups(plate) : []
  return (
    <span className={classNames('plate', SIZES[size], className)} translate="no">
      {groups.length === 0 ? <span>–</span> : groups.join(' ')}
    </span>
  )
}
