import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type Ref, useState } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names'

/**
 * Which turn it is of a control that stays where it is while what it acts on changes: the styles hold off fingers at
 * each new turn, as they do for a control that has just appeared (station.css).
 */
function useTurn(subject: string | number | undefined): 'even' | 'odd' {
  const [turn, setTurn] = useState({ subject, odd: false })
  const changed = turn.subject !== subject
  const odd = changed ? !turn.odd : turn.odd
  if (changed) setTurn({ subject, odd })
  return odd ? 'odd' : 'even'
}

type Look = 'primary' | 'secondary' | 'quiet' | 'danger' | 'good'
type Size = 'medium' | 'large' | 'giant' | 'titanic'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent data-[hovered]:bg-accent-hover data-[pressed]:bg-accent-hover',
  secondary:
    'bg-surface text-ink border border-line-strong/45 data-[hovered]:border-line-strong data-[pressed]:bg-sunken',
  quiet: 'bg-transparent text-ink-soft data-[hovered]:bg-sunken data-[hovered]:text-ink data-[pressed]:bg-sunken',
  danger: 'bg-bad text-on-state data-[pressed]:opacity-85',
  good: 'bg-good text-on-state data-[pressed]:opacity-85',
}

const SIZES: Record<Size, string> = {
  medium: 'min-target px-4 py-2 text-base gap-2 rounded-md',
  large: 'min-h-14 min-w-14 px-6 py-2 text-lg gap-3 rounded-lg max-md:px-4 max-md:gap-2',
  giant: 'min-h-24 min-w-24 px-8 py-3 text-2xl gap-4 rounded-lg max-md:px-4 max-md:text-xl',
  // What a washer's screen is there for, read from across the bay.
  titanic: 'min-h-24 min-w-24 shrink-0 px-8 py-3 text-3xl gap-4 rounded-lg max-md:px-4 max-md:text-2xl',
}

const ICONS: Record<Size, string> = { medium: 'size-5', large: 'size-5', giant: 'size-8', titanic: 'size-8' }

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly look?: Look
  readonly size?: Size
  /** What it acts on, where it is one thing after another in the same place. */
  readonly subject?: string | number
  readonly icon?: LucideIcon
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

/** A labelled button; `primary` at most once in a view. */
export function Button({
  look = 'secondary',
  size = 'medium',
  subject,
  icon: Icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  const turn = useTurn(subject)
  return (
    <AriaButton
      {...rest}
      data-turn={turn}
      className={classNames(
        'inline-flex items-center justify-center font-semibold transition-colors duration-(--motion-fast)',
        'data-[disabled]:opacity-45 data-[pending]:opacity-70',
        LOOKS[look],
        SIZES[size],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className={classNames('shrink-0', ICONS[size])} />}
      <span className="min-w-0">{children}</span>
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  readonly icon: LucideIcon
  /** Spoken name; also the tooltip. */
  readonly label: string
  /** As of `Button`. */
  readonly subject?: string | number
  readonly look?: Look
  readonly className?: string
}

/** A button that is only a picture, for actions whose picture everybody knows. */
export function IconButton({ icon: Icon, label, subject, look = 'quiet', className, ...rest }: IconButtonProps) {
  const turn = useTurn(subject)
  return (
    <AriaButton
      {...rest}
      data-turn={turn}
      aria-label={label}
      className={classNames(
        'min-target inline-flex items-center justify-center rounded-md transition-colors duration-(--motion-fast)',
        'data-[disabled]:opacity-35',
        LOOKS[look],
        className,
      )}
    >
      <Icon aria-hidden className="size-5" />
    </AriaButton>
  )
}
