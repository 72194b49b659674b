import { Delete } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'

/** Longest PIN of a station, digits. */
const LONGEST = 12
const SHORTEST = 4
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

export interface NumberPadProps {
  readonly label: string
  readonly submitLabel: string
  /** What was wrong with the last try. */
  readonly error?: string | null
  readonly isDisabled?: boolean
  /** The last try is being looked at: digits are taken, a second try is not. */
  readonly isBusy?: boolean
  /** Most digits, where that is not a station's most. */
  readonly longest?: number
  readonly onSubmit: (digits: string) => void
}

/** A PIN by touch or keyboard; the digits are never shown. */
export function NumberPad({
  label,
  submitLabel,
  error,
  isDisabled = false,
  isBusy = false,
  longest = LONGEST,
  onSubmit,
}: NumberPadProps) {
  const { t } = useTranslation()
  const [digits, setDigits] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const add = (digit: string) => setDigits((before) => (before.length < longest ? before + digit : before))
  const submit = () => {
    if (digits.length < SHORTEST || isBusy) return
    onSubmit(digits)
    setDigits('')
    // The button pressed goes dead with the digits; the next try is typed where the first was.
    form.current?.querySelector<HTMLElement>('[data-digit]')?.focus()
  }
  /** While digits are typed the focus rests on a digit: Enter is meant for all of them, not for that one once more. */
  const hear = (event: KeyboardEvent) => {
    if (isDisabled) return
    const target = event.target instanceof HTMLElement ? event.target : null
    const within = form.current?.contains(target)
    if (event.ctrlKey || event.metaKey || event.altKey || (!within && target?.matches('input, textarea'))) return
    const pressesAnother = target?.closest('button, a') && !target.closest('[data-digit]')
    if (/^\d$/.test(event.key)) add(event.key)
    else if (event.key === 'Backspace') setDigits((before) => before.slice(0, -1))
    else if (event.key === 'Enter' && !pressesAnother && digits.length >= SHORTEST) submit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  // From the whole page: a tap beside the pad takes the focus off it, and what is typed then is the PIN all the same.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
  return (
    <form
      ref={form}
      data-own-keys
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="mx-auto flex w-full max-w-72 flex-col gap-4"
    >
      <output
        aria-label={t('pin.entered', { count: digits.length })}
        className="flex h-8 items-center justify-center gap-3"
      >
        {Array.from({ length: Math.max(SHORTEST, digits.length) }, (_, place) => place).map((place) => (
          <span
            key={place}
            className={`size-3.5 rounded-full border-2 border-line-strong ${place < digits.length ? 'bg-ink' : ''}`}
          />
        ))}
      </output>
      <p role="alert" className="min-h-5 text-center font-medium text-bad text-sm">
        {error}
      </p>
      <div className="grid grid-cols-3 gap-2.5">
        {DIGITS.map((digit) => (
          <Digit key={digit} digit={digit} onPress={add} isDisabled={isDisabled} autoFocus={digit === '1'} />
        ))}
        <span />
        <Digit digit="0" onPress={add} isDisabled={isDisabled} />
        <Button
          size="large"
          look="quiet"
          aria-label={t('pin.delete')}
          onPress={() => setDigits((before) => before.slice(0, -1))}
        >
          <Delete aria-hidden className="size-6" />
        </Button>
      </div>
      <Button
        look="primary"
        size="large"
        type="submit"
        isDisabled={isDisabled || digits.length < SHORTEST}
        isPending={isBusy}
      >
        {submitLabel}
      </Button>
    </form>
  )
}

interface DigitProps {
  readonly digit: string
  readonly onPress: (digit: string) => void
  readonly isDisabled: boolean
  readonly autoFocus?: boolean
}

function Digit({ digit, onPress, isDisabled, autoFocus }: DigitProps) {
  return (
    <Button
      size="large"
      data-digit={digit}
      className="tabular !h-16 !text-xl"
      autoFocus={autoFocus}
      isDisabled={isDisabled}
      onPress={() => onPress(digit)}
    >
      {digit}
    </Button>
  )
}
