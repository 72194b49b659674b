import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/ui/format/use-format'
import { useClockOffset } from '../store/use-station'
import { useToasts } from './Toasts'

/** A difference that people notice when they look at another clock, milliseconds. */
const WORTH_SAYING_MS = 120_000

/** Says once that this machine's clock is wrong: nothing here depends on it, but other programs do. */
export function ClockNotice() {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const offset = useClockOffset()
  const said = useRef(false)
  useEffect(() => {
    if (said.current || Math.abs(offset) <= WORTH_SAYING_MS) return
    said.current = true
    toasts.note(t('toast.clockOff', { time: format.age(Math.abs(offset)) }))
  }, [offset, toasts, t, format])
  return null
}
