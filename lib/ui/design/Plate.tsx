import { plateText } from '../format/plate'
import { classNames } from './class-names'

const SIZES = {
  small: 'text-base',
  medium: 'text-xl',
  large: 'text-3xl',
  huge: 'text-[clamp(3rem,9vw,8rem)]',
} as const

/** Characters, spaces counted, that have room on a plate wherever it stands: `QAB 1234 C`. */
const FULL_SIZE = 10
/** What is written smaller is not read from where people stand: it goes on in a second line. */
const SMALLEST = 0.6

export interface PlateProps {
  readonly plate: string | null | undefined
  readonly size?: keyof typeof SIZES
  readonly className?: string
}

/** A number plate set like a number plate, the longer the smaller its letters. Without a plate, a dash. */
export function Plate({ plate, size = 'medium', className }: PlateProps) {
  const text = plate && /[\p{L}\p{N}]/u.test(plate) ? plateText(plate) : ''
  const fit = Math.max(SMALLEST, FULL_SIZE / text.length)
  return (
    <span className={classNames('plate', SIZES[size], className)} translate="no">
      {fit < 1 ? (
        <span className="plate-long" style={{ fontSize: `${fit}em` }}>
          {text}
        </span>
      ) : (
        text || <span>–</span>
      )}
    </span>
  )
}
