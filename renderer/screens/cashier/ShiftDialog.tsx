import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { TextField } from '@/lib/ui/design/Field'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { senOf } from '@/lib/ui/format/amount'
import { useFormat } from '@/lib/ui/format/use-format'
import { actorWords } from '@/lib/ui/words/event-words'
import { useAct } from '../../frame/use-act'
import { useHost } from '../../host'
import { useShift } from '../../store/use-station'
import { usePeople } from '../use-people'
import { useCatalogue } from './use-catalogue'

const MINUTE_MS = 60_000

/** The till: a shift is opened with a float, counted blind, and closed; then what there should have been is shown. */
export function ShiftDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return open && <OpenDialog onClose={onClose} />
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const shift = useShift()
  // What was closed here is looked at before the next one begins.
  const [looking, setLooking] = useState(shift !== null && shift.closedAt !== null)
  if (shift && shift.closedAt === null)
    return <Closing shift={shift} onClosed={() => setLooking(true)} onClose={onClose} />
  if (shift && looking) return <Closed shift={shift} onNext={() => setLooking(false)} onClose={onClose} />
  return <Opening onClose={onClose} />
}

interface MoneyFormProps {
  readonly title: string
  readonly label: string
  readonly hint: string
  readonly currency: string
  /** Says what the button does with the amount. */
  readonly confirm: (amount: string) => string
  readonly onConfirm: (sen: number, note: string) => void
  /** Whether there is something to say beside the amount. */
  readonly withNote?: boolean
  readonly onClose: () => void
  readonly children?: React.ReactNode
}

/** One amount of cash, and one button that names it. */
function MoneyForm(props: MoneyFormProps) {
  const { title, label, hint, currency, confirm, onConfirm, withNote = false, onClose, children } = props
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const sen = senOf(typed)
  return (
    <QuestionDialog
      title={title}
      confirm={confirm(format.money(sen ?? 0, currency))}
      isReady={sen !== null}
      onConfirm={() => sen !== null && onConfirm(sen, note.trim())}
      onClose={onClose}
    >
      {children}
      <TextField
        autoFocus
        inputMode="decimal"
        label={label}
        description={hint}
        error={typed !== '' && sen === null ? t('order.givenWrong') : null}
        value={typed}
        onChange={setTyped}
        maxLength={12}
      />
      {withNote && <TextField label={t('shift.note')} value={note} onChange={setNote} maxLength={500} />}
    </QuestionDialog>
  )
}

function Opening({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct()
  const last = useShift()
  const known = useCatalogue()
  // Only for what is shown here: the server goes by its own.
  const currency = known.kind === 'ready' ? known.catalogue.currency : 'MYR'
  return (
    <MoneyForm
      title={t('shift.openTitle')}
      label={t('shift.float')}
      // What comes in between two shifts is of the later one.
      hint={t(last ? 'shift.floatHintNext' : 'shift.floatHint')}
      currency={currency}
      confirm={(amount) => t('shift.openConfirm', { amount })}
      onConfirm={(float) => {
        void act('shift.open', { float }, { said: t('toast.shiftOpened') })
        onClose()
      }}
      onClose={onClose}
    />
  )
}

interface OfShift {
  readonly shift: Shift
  readonly onClose: () => void
}

function Closing({ shift, onClosed, onClose }: OfShift & { readonly onClosed: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = usePeople()
  const act = useAct()
  const now = useNow(MINUTE_MS)
  const { number, openedAt, openedBy, float, currency } = shift
  return (
    <MoneyForm
      title={t('shift.title', { number })}
      label={t('shift.counted')}
      hint={t('shift.countedHint')}
      currency={currency}
      withNote
      confirm={(amount) => t('shift.closeConfirm', { amount })}
      onConfirm={(counted, note) => {
        onClosed()
        void act('shift.close', { shiftId: shift.shiftId, counted, note }, { said: t('toast.shiftClosed', { number }) })
      }}
      onClose={onClose}
    >
      <p className="text-ink-soft">
        {t('shift.since', { time: format.time(openedAt, now) })}
        {openedBy && ` · ${actorWords(openedBy, people, t)}`}
        {` · ${t('shift.floatWas', { amount: format.money(float, currency) })}`}
      </p>
    </MoneyForm>
  )
}

function Closed({ shift, onNext, onClose }: OfShift & { readonly onNext: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = usePeople()
  const { session } = useHost()
  const now = useNow(MINUTE_MS)
  const { number, closedAt, closedBy, counted, expected, note, currency } = shift
  const difference = counted === null || expected === null ? null : counted - expected
  const row = (label: string, sen: number, tone = '') => (
    <div className={`flex justify-between gap-4 ${tone}`}>
      <dt>{label}</dt>
      <dd className="tabular font-semibold">{format.money(sen, currency)}</dd>
    </div>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('shift.closedTitle', { number })}
      footer={
        <>
          <Button onPress={onClose}>{t('app.close')}</Button>
          <Button look="primary" autoFocus onPress={onNext}>
            {t('shift.next')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-soft">
          {closedAt && format.time(closedAt, now)}
          {closedBy && ` · ${actorWords(closedBy, people, t)}`}
        </p>
        <dl aria-live="polite" className="flex flex-col gap-2">
          {counted !== null && row(t('shift.countedIs'), counted)}
          {expected !== null && row(t('shift.expected'), expected)}
          {difference !== null &&
            row(differenceWords(difference), Math.abs(difference), difference === 0 ? 'text-good' : 'text-warn')}
        </dl>
        {difference === null && <p className="text-ink-soft">{t('shift.notYet')}</p>}
        {note && <p className="break-words border-line border-s-2 ps-3 text-ink-soft">{note}</p>}
        {/* Of a shift that the server has not closed yet there is none. */}
        {session && expected !== null && (
          <a
            href={`/day/shifts/${number}`}
            target="_blank"
            rel="noopener"
            className="min-target inline-flex items-center font-medium text-accent"
          >
            {t('shift.report', { number })}
          </a>
        )}
      </div>
    </Dialog>
  )

  function differenceWords(sen: number): string {
    if (sen === 0) return t('shift.right')
    return t(sen > 0 ? 'shift.over' : 'shift.short')
  }
}
