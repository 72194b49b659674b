import { Check } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Checkbox } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import {
  type CatalogService,
  type Catalogue,
  newCommandId,
  type OrderService,
  priceOrder,
  provisionalID,
  QUEUE_IDS,
  type QueueId,
  VEHICLE_TYPES,
  type VehicleType,
} from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { classNames } from '@/lib/ui/design/class-names'
import { Dialog } from '@/lib/ui/design/Dialog'
import { TextField } from '@/lib/ui/design/Field'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { type StationHost, useHost } from '../../host'
import { useQueues, useStore } from '../../store/use-station'
import { shortNumber } from './OrderCard'
import type { DraftProblem, OrderDraft } from './order-draft'
import { waitingWith } from './order-search'

export interface NewOrderFormProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly catalogue: Catalogue
  readonly draft: OrderDraft
  readonly onDraft: (draft: OrderDraft) => void
  readonly problem: DraftProblem | null
  readonly onProblem: (problem: DraftProblem | null) => void
  /** Told before it is sent, so that the answer finds what it belongs to. */
  readonly onSend: (commandId: string, draft: OrderDraft) => void
  readonly onSent: (commandId: string, draft: OrderDraft) => void
  readonly onOpenOrder: (orderID: string) => void
}

/** The queue that is meant where none was chosen: the first open one. Nobody comes before others by default. */
const USUAL: readonly QueueId[] = ['regular', 'remnant', 'vip']

/** Plate typed, one tap on a service, one on create. Prices are shown as the server will count them. */
export function NewOrderForm(props: NewOrderFormProps) {
  const { open, onClose, catalogue, draft, onDraft, problem, onProblem, onSend, onSent, onOpenOrder } = props
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const host = useHost()
  const store = useStore()
  const queues = useQueues()
  const { plate, vehicle, name, phone, notes, chosen } = draft
  const closed = (id: string) => queues.some(({ queueId, open: takes }) => queueId === id && !takes)
  const queue = draft.queue ?? USUAL.find((id) => !closed(id)) ?? 'regular'
  const twin = open ? waitingWith(store.all('order'), plate) : undefined
  const change = (part: Partial<OrderDraft>) => {
    onDraft({ ...draft, ...part })
    onProblem(null)
  }

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
    change({ chosen: next })
  }
  /** `twice`: the person has read that the car waits already. */
  const [isSending, setSending] = useState(false)
  const create = async (twice: boolean) => {
    if (isSending) return
    if (plate.trim() === '') return onProblem({ kind: 'plate' })
    if (services.length === 0) return onProblem({ kind: 'service' })
    if (closed(queue)) return onProblem({ kind: 'queue' })
    if (twin && !twice && problem?.kind !== 'twice') return onProblem({ kind: 'twice' })
    setSending(true)
    const id = newCommandId()
    const takenAs = draft.takenAs ?? (await nameOf(host, id))
    onSend(id, { ...draft, takenAs })
    const kept = await act(
      'order.create',
      {
        plate: plate.trim().toUpperCase(),
        vehicleType: vehicle,
        services: priced.allowed ? services.map((line) => asTold(line, priced.services)) : services,
        queue,
        customer: name.trim() === '' && phone.trim() === '' ? null : { name: name.trim(), phone: phone.trim() || null },
        customerNotes: notes.trim(),
        takenAs,
      },
      { id },
    )
    setSending(false)
    if (kept) onSent(id, { ...draft, takenAs })
  }
  const said = sayProblem()

  return (
    <Dialog
      shape="wide"
      open={open}
      // An order on its way cannot be dropped any more.
      onClose={() => !isSending && onClose()}
      closeLabel={t('app.close')}
      title={t('newOrder.title')}
      footer={
        <>
          {said && problem?.kind !== 'refused' && (
            <p role="alert" className="me-auto min-w-0 font-medium text-bad">
              {said}
            </p>
          )}
          <Button isDisabled={isSending} onPress={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            look="primary"
            size="large"
            subject={twin?.orderID}
            isDisabled={isSending}
            onPress={() => void create(true)}
          >
            {twin
              ? t('newOrder.makeAnother')
              : total && services.length > 0
                ? t('newOrder.createFor', { amount: total })
                : t('newOrder.create')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-5"
        inert={isSending}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void create(false)
        }}
      >
        {problem?.kind === 'refused' && <Refused why={problem.why} />}
        {twin && (
          <Banner
            tone="warn"
            title={t(twin.stage === 'in_progress' ? 'newOrder.washedAlready' : 'newOrder.waitsAlready', {
              plate: twin.vehicle?.plate ?? plate,
              order: shortNumber(twin.orderID),
            })}
            action={<Button onPress={() => onOpenOrder(twin.orderID)}>{t('newOrder.openIt')}</Button>}
          />
        )}
        <div className="grid grid-cols-[minmax(12rem,15rem)_1fr] gap-6 max-md:grid-cols-1">
          <TextField
            autoFocus
            label={t('newOrder.plate')}
            value={plate}
            onChange={(text) => change({ plate: text })}
            error={problem?.kind === 'plate' ? t('newOrder.plateMissing') : null}
            maxLength={32}
            autoComplete="off"
            spellCheck="false"
            inputClassName="!text-2xl !h-16 font-bold uppercase tracking-wider text-center"
          />
          <div className="flex flex-col gap-4">
            <Choice
              label={t('newOrder.vehicle')}
              value={vehicle}
              onChange={(next) => change({ vehicle: next })}
              optionClassName="!px-2.5"
              options={VEHICLE_TYPES.map((type) => ({ value: type, label: t(`vehicle.${type}`) }))}
            />
            <Choice
              label={t('newOrder.queue')}
              value={queue}
              onChange={(next) => change({ queue: next })}
              options={QUEUE_IDS.map((id) => ({
                value: id,
                label: closed(id) ? t('newOrder.queueClosed', { queue: t(`queue.${id}`) }) : t(`queue.${id}`),
                isDisabled: closed(id),
              }))}
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
        <div className="grid grid-cols-3 items-end gap-4 max-md:grid-cols-1">
          <TextField
            label={t('newOrder.name')}
            value={name}
            onChange={(text) => change({ name: text })}
            maxLength={128}
            autoComplete="off"
          />
          <TextField
            label={t('newOrder.phone')}
            type="tel"
            value={phone}
            onChange={(text) => change({ phone: text })}
            maxLength={32}
            autoComplete="off"
          />
          <TextField
            label={t('newOrder.notes')}
            value={notes}
            onChange={(text) => change({ notes: text })}
            maxLength={2000}
          />
        </div>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )

  function sayProblem(): string | null {
    if (problem?.kind === 'service') return t('newOrder.serviceMissing')
    if (problem?.kind === 'queue') return t('newOrder.queueChoose')
    if (problem?.kind === 'twice' && twin) return t('newOrder.twiceAgain')
    return null
  }
}

/** What this station calls the order until the server has numbered it; `null` where no number can be kept. */
async function nameOf(host: StationHost, commandId: string): Promise<string | null> {
  const number = await host.nextOrderNumber().catch(() => null)
  return number === null ? null : provisionalID(number, commandId)
}

/** A line at the price that stands on the screen, and that the customer has been told. */
function asTold<Line extends { readonly serviceId: string }>(line: Line, priced: readonly OrderService[]) {
  return { ...line, toldPrice: priced.find(({ serviceId }) => serviceId === line.serviceId)?.price }
}

/** What the server answered, before all else on the form that comes back filled. */
function Refused({ why }: { readonly why: string }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After the dialog has given the focus to its first field.
    const frame = requestAnimationFrame(() => place.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div ref={place} tabIndex={-1} role="alert">
      <Banner tone="bad" title={t('newOrder.refusedTitle')}>
        {why}
      </Banner>
    </div>
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
