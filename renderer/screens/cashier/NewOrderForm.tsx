import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Checkbox } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type Catalogue, QUEUE_IDS, type QueueId, VEHICLE_TYPES, type VehicleType } from '@/lib/sync/protocol'
import { type CatalogService, priceOrder } from '@/lib/sync/rules'
import { Button } from '../../design/Button'
import { Choice } from '../../design/Choice'
import { classNames } from '../../design/class-names'
import { Dialog } from '../../design/Dialog'
import { TextField } from '../../design/Field'
import { useFormat } from '../../format/use-format'
import { useAct } from '../../frame/use-act'

export interface NewOrderFormProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly catalogue: Catalogue
  readonly onSent: (sent: { readonly commandId: string; readonly plate: string }) => void
}

type Chosen = ReadonlyMap<string, ReadonlySet<string>>

/** Plate typed, one tap on a service, one on create. Prices are shown as the server will count them. */
export function NewOrderForm({ open, onClose, catalogue, onSent }: NewOrderFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const [plate, setPlate] = useState('')
  const [vehicle, setVehicle] = useState<VehicleType>('sedan')
  const [queue, setQueue] = useState<QueueId>('regular')
  const [phone, setPhone] = useState('')
  const [notes, setNotes] = useState('')
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const [missing, setMissing] = useState<'plate' | 'service' | null>(null)

  const offered = catalogue.services.filter((service) => service.active)
  const services = offered.flatMap((service) => {
    const options = chosen.get(service.serviceId)
    return options ? [{ serviceId: service.serviceId, optionIds: [...options] }] : []
  })
  const priced = priceOrder(catalogue.services, services, vehicle, 0)
  const total = priced.allowed ? format.money(priced.totalAmount, catalogue.currency) : null

  const choose = (serviceId: string, options: ReadonlySet<string> | null) => {
    const next = new Map(chosen)
    if (options) next.set(serviceId, options)
    else next.delete(serviceId)
    setChosen(next)
    setMissing(null)
  }
  const create = async () => {
    if (plate.trim() === '') return setMissing('plate')
    if (services.length === 0) return setMissing('service')
    const commandId = await act('order.create', {
      plate: plate.trim().toUpperCase(),
      vehicleType: vehicle,
      services,
      queue,
      customer: phone.trim() === '' ? null : { name: '', phone: phone.trim() },
      customerNotes: notes.trim(),
    })
    if (commandId) onSent({ commandId, plate: plate.trim().toUpperCase() })
  }

  return (
    <Dialog
      shape="wide"
      open={open}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('newOrder.title')}
      footer={
        <>
          {missing === 'service' && (
            <p role="alert" className="me-auto font-medium text-bad">
              {t('newOrder.serviceMissing')}
            </p>
          )}
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" size="large" onPress={() => void create()}>
            {total && services.length > 0 ? t('newOrder.createFor', { amount: total }) : t('newOrder.create')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-6"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void create()
        }}
      >
        <div className="grid grid-cols-[minmax(12rem,18rem)_1fr] gap-6 max-md:grid-cols-1">
          <TextField
            autoFocus
            label={t('newOrder.plate')}
            value={plate}
            onChange={(text) => {
              setPlate(text)
              setMissing(null)
            }}
            error={missing === 'plate' ? t('newOrder.plateMissing') : null}
            maxLength={32}
            autoComplete="off"
            spellCheck="false"
            inputClassName="!text-2xl !h-16 font-bold uppercase tracking-wider text-center"
          />
          <div className="flex flex-col gap-4">
            <Choice
              label={t('newOrder.vehicle')}
              value={vehicle}
              onChange={setVehicle}
              options={VEHICLE_TYPES.map((type) => ({ value: type, label: t(`vehicle.${type}`) }))}
            />
            <Choice
              label={t('newOrder.queue')}
              value={queue}
              onChange={setQueue}
              options={QUEUE_IDS.map((id) => ({ value: id, label: t(`queue.${id}`) }))}
            />
          </div>
        </div>
        <fieldset>
          <legend className="mb-1.5 font-medium text-ink-soft text-sm">{t('newOrder.services')}</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] items-start gap-3">
            {offered.map((service) => (
              <ServiceCard
                key={service.serviceId}
                service={service}
                vehicle={vehicle}
                currency={catalogue.currency}
                options={chosen.get(service.serviceId) ?? null}
                onChange={(options) => choose(service.serviceId, options)}
              />
            ))}
          </div>
        </fieldset>
        <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
          <TextField
            label={t('newOrder.phone')}
            type="tel"
            value={phone}
            onChange={setPhone}
            maxLength={32}
            autoComplete="off"
          />
          <TextField label={t('newOrder.notes')} value={notes} onChange={setNotes} maxLength={2000} />
        </div>
        <button type="submit" hidden />
      </form>
    </Dialog>
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
          <span className="font-semibold">{service.name}</span>
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
              <span className="grow">{option.name}</span>
              <span className="tabular">+{format.money(option.price, currency)}</span>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  )
}
