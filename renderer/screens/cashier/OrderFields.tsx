import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type CatalogService, VEHICLE_TYPES, type VehicleType } from '@/lib/domain'
import { Choice } from '@/lib/ui/design/Choice'
import { classNames } from '@/lib/ui/design/class-names'
import { TextField } from '@/lib/ui/design/Field'
import { useFormat } from '@/lib/ui/format/use-format'
import { nameIn } from '@/lib/ui/words/names'
import type { OrderDraft } from './order-draft'

export interface OrderFieldsProps {
  readonly draft: OrderDraft
  readonly onChange: (part: Partial<OrderDraft>) => void
  /** Those to choose from. */
  readonly services: readonly CatalogService[]
  readonly currency: string
  readonly plateError: string | null
  /** More to choose, below the vehicle. */
  readonly children?: ReactNode
}

/** An order in the form: its car, what is ordered, and its customer. */
export function OrderFields({ draft, onChange, services, currency, plateError, children }: OrderFieldsProps) {
  const { t } = useTranslation()
  const { plate, vehicle, name, phone, notes, chosen } = draft
  const choose = (serviceId: string, options: ReadonlySet<string> | null) => {
    const next = new Map(chosen)
    if (options) next.set(serviceId, options)
    else next.delete(serviceId)
    onChange({ chosen: next })
  }
  return (
    <>
      <div className="grid grid-cols-[minmax(12rem,15rem)_1fr] gap-6 max-md:grid-cols-1">
        <TextField
          autoFocus
          label={t('newOrder.plate')}
          value={plate}
          onChange={(text) => onChange({ plate: text })}
          error={plateError}
          maxLength={32}
          autoComplete="off"
          spellCheck="false"
          inputClassName="!text-2xl !h-16 font-bold uppercase tracking-wider text-center"
        />
        <div className="flex flex-col gap-4">
          <Choice
            label={t('newOrder.vehicle')}
            value={vehicle}
            onChange={(next) => onChange({ vehicle: next })}
            optionClassName="!px-2.5"
            options={VEHICLE_TYPES.map((type) => ({ value: type, label: t(`vehicle.${type}`) }))}
          />
          {children}
        </div>
      </div>
      <fieldset>
        <legend className="mb-1.5 font-medium text-ink-soft text-sm">{t('newOrder.services')}</legend>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] items-start gap-3">
          {services.map((service) => (
            <ServiceCard
              key={service.serviceId}
              service={service}
              vehicle={vehicle}
              currency={currency}
              options={chosen.get(service.serviceId) ?? null}
              onChange={(options) => choose(service.serviceId, options)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-3 items-end gap-4 max-md:grid-cols-1">
        <TextField
          label={t('newOrder.name')}
          value={name}
          onChange={(text) => onChange({ name: text })}
          maxLength={128}
          autoComplete="off"
        />
        <TextField
          label={t('newOrder.phone')}
          type="tel"
          value={phone}
          onChange={(text) => onChange({ phone: text })}
          maxLength={32}
          autoComplete="off"
        />
        <TextField
          label={t('newOrder.notes')}
          value={notes}
          onChange={(text) => onChange({ notes: text })}
          maxLength={2000}
        />
      </div>
    </>
  )
}

interface ServiceCardProps {
  readonly service: CatalogService
  readonly vehicle: VehicleType
  readonly currency: string
  /** Chosen options; `null` while the service itself is not chosen. */
  readonly options: ReadonlySet<string> | null
  readonly onChange: (options: ReadonlySet<string> | null) => void
}

function ServiceCard({ service, vehicle, currency, options, onChange }: ServiceCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = options !== null
  const minutes = service.steps.reduce((sum, step) => sum + step.minutes, 0)
  return (
    <div
      className={classNames(
        'flex flex-col rounded-md border bg-surface',
        chosen ? 'border-accent shadow-[inset_0_0_0_1px_var(--accent)]' : 'border-line',
      )}
    >
      <Checkbox
        isSelected={chosen}
        onChange={(selected) => onChange(selected ? new Set() : null)}
        className="flex min-h-22 flex-col justify-between gap-1 rounded-md p-3.5"
      >
        <span className="flex w-full items-start justify-between gap-2">
          <span className="font-semibold">{nameIn(t, service.name)}</span>
          <span
            className={classNames(
              'flex size-5 shrink-0 items-center justify-center rounded-sm border',
              chosen ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
            )}
          >
            {chosen && <Check aria-hidden className="size-4" strokeWidth={3} />}
          </span>
        </span>
        <span className="tabular flex w-full items-baseline justify-between">
          <span className="font-semibold text-lg">
            {format.money(service.price + (service.surcharges[vehicle] ?? 0), currency)}
          </span>
          <span className="text-ink-faint text-sm">{format.minutes(minutes)}</span>
        </span>
      </Checkbox>
      {chosen && options && service.options.length > 0 && (
        <div className="border-line border-t p-1.5">
          {service.options.map((option) => (
            <Checkbox
              key={option.optionId}
              isSelected={options.has(option.optionId)}
              onChange={(selected) => {
                const next = new Set(options)
                if (selected) next.add(option.optionId)
                else next.delete(option.optionId)
                onChange(next)
              }}
              className="group flex min-target items-center gap-2.5 rounded-sm px-2 text-sm data-[hovered]:bg-sunken"
            >
              <span className="flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-line-strong group-data-[selected]:border-accent group-data-[selected]:bg-accent group-data-[selected]:text-on-accent">
                <Check aria-hidden className="invisible size-3.5 group-data-[selected]:visible" strokeWidth={3} />
              </span>
              <span className="grow">{nameIn(t, option.name)}</span>
              <span className="tabular">+{format.money(option.price, currency)}</span>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  )
}
