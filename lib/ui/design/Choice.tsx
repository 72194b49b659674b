import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { classNames } from './class-names'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  /** What is read aloud and searched. */
  readonly label: string
  readonly content?: ReactNode
  /** Cannot be chosen now; `content` and `label` say why. */
  readonly isDisabled?: boolean
}

export interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: Value | null
  readonly options: readonly ChoiceOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly className?: string
  readonly optionClassName?: string
}

/** One of a few, all in sight: arrow keys move, a tap chooses. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, labelHidden = false, value, options, onChange, className, optionClassName } = props
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as Value)} className="flex flex-col gap-1.5">
      <Label className={classNames('font-medium text-ink-soft text-sm', labelHidden && 'sr-only')}>{label}</Label>
      <div className={classNames('flex flex-wrap gap-2', className)}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            aria-label={option.label}
            isDisabled={option.isDisabled}
            className={classNames(
              'flex min-target items-center justify-center rounded-md border border-line bg-surface px-3.5 text-center font-medium text-ink-soft',
              'transition-colors duration-(--motion-fast) data-[hovered]:border-line-strong',
              'data-[disabled]:border-dashed data-[disabled]:bg-sunken data-[disabled]:text-ink-faint',
              'data-[selected]:border-accent data-[selected]:bg-accent-soft data-[selected]:text-ink data-[selected]:shadow-[inset_0_0_0_1px_var(--accent)]',
              optionClassName,
            )}
          >
            {option.content ?? option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
