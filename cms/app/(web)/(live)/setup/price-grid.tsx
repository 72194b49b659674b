'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { VEHICLE_TYPES, type VehicleType } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { senOf, typedOf } from '@/lib/ui/format/amount'
import { nameIn } from '@/lib/ui/words/names'
import type { SetUpService } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'
import { useTyped } from './use-typed'

interface PriceGridProps {
  readonly services: readonly SetUpService[]
  /** ISO 4217. */
  readonly currency: string
  /** Somebody has looked at the prices; otherwise they can be saved as they are. */
  readonly checked: boolean
}

const COLUMNS = 'xl:grid-cols-[minmax(10rem,1.6fr)_repeat(6,minmax(6rem,1fr))]'
const cellName = (id: number, type: VehicleType) => `${id} ${type}`

/** `18` and `18,0` are `18.00`; what is no amount stays. */
function asKept(text: string): string {
  const sen = senOf(text)
  return sen === null ? text : typedOf(sen)
}

/** What is on sale, and what each costs for each type of vehicle: looked at and saved as a whole. */
export function PriceGrid({ services, currency, checked }: PriceGridProps) {
  const { t } = useTranslation()
  const saving = useSave()
  const kept = Object.fromEntries(
    services.flatMap(({ id, prices }) => VEHICLE_TYPES.map((type) => [cellName(id, type), typedOf(prices[type])])),
  )
  const { typed, type: typeInto, known, saved, refused } = useTyped(kept, asKept)
  const grid = services.map(({ id, name, prices }) => ({
    id,
    name,
    cells: VEHICLE_TYPES.map((type) => {
      const text = typed[cellName(id, type)] ?? typedOf(prices[type])
      return { type, text, from: senOf(known[cellName(id, type)] ?? ''), to: senOf(text) }
    }),
  }))
  const cells = grid.flatMap((service) => service.cells)
  const wrong = cells.some(({ to }) => to === null)
  const changed = cells.filter(({ from, to }) => to !== from).length

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (wrong) return void event.currentTarget.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus()
    const answer = await saving.save('POST', '/api/services/prices', {
      services: grid.map((service) => ({
        id: service.id,
        changes: service.cells
          .filter(({ from, to }) => from !== to)
          .map(({ type, from, to }) => ({ vehicleType: type, from, to })),
      })),
    })
    if (answer) saved()
    else refused()
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <div className="flex flex-col gap-y-4 xl:gap-y-1.5">
        <div aria-hidden className={classNames('hidden gap-x-2 text-ink-soft text-sm xl:grid', COLUMNS)}>
          <span className="text-ink-faint">{currency}</span>
          {VEHICLE_TYPES.map((type) => (
            <span key={type} className="pe-3 text-end font-medium">
              {t(`vehicle.${type}`)}
            </span>
          ))}
        </div>
        {grid.map((service) => (
          <Service key={service.id} name={nameIn(t, service.name)}>
            {service.cells.map(({ type, text, from, to }) => (
              <Cell
                key={type}
                type={type}
                text={text}
                state={to === null ? 'wrong' : to === from ? 'kept' : 'changed'}
                onChange={(value) => {
                  saving.touched()
                  typeInto(cellName(service.id, type), value)
                }}
              />
            ))}
          </Service>
        ))}
      </div>
      {wrong && <p className="text-bad text-sm">{t('siteSetup.prices.wrong')}</p>}
      <SaveLine {...saving} isDisabled={changed === 0 && checked}>
        {changed > 0
          ? t('siteSetup.prices.save', { count: changed })
          : t(checked ? 'siteSetup.save' : 'siteSetup.prices.right')}
      </SaveLine>
    </form>
  )
}

function Service({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const title = useId()
  return (
    <fieldset
      aria-labelledby={title}
      className={classNames('grid min-w-0 grid-cols-2 items-center gap-2 sm:grid-cols-3', COLUMNS)}
    >
      <span id={title} className="col-span-full min-w-0 break-words font-medium xl:col-span-1">
        {name}
      </span>
      {children}
    </fieldset>
  )
}

interface CellProps {
  readonly type: VehicleType
  readonly text: string
  readonly state: 'kept' | 'changed' | 'wrong'
  readonly onChange: (text: string) => void
}

function Cell({ type, text, state, onChange }: CellProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="truncate text-ink-soft text-sm xl:sr-only">
        {t(`vehicle.${type}`)}
      </label>
      <input
        id={id}
        data-column={type}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={state === 'wrong'}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onKeyDown={goAlongColumn}
        className={classNames(
          'tabular min-target w-full min-w-0 rounded-md border bg-surface px-3 text-end text-ink',
          state === 'wrong' ? 'border-bad' : 'border-line-strong',
          state === 'changed' && 'border-accent bg-accent-soft font-semibold',
        )}
      />
    </div>
  )
}

/** Up and down go from service to service, as in a table. */
function goAlongColumn(event: KeyboardEvent<HTMLInputElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const { form, dataset } = event.currentTarget
  if (step === undefined || !form) return
  const column = [...form.querySelectorAll<HTMLInputElement>(`[data-column="${dataset.column}"]`)]
  event.preventDefault()
  column[column.indexOf(event.currentTarget) + step]?.focus()
}
