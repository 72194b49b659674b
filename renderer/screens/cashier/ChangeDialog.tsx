import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CatalogService,
  type Catalogue,
  type CommandPayload,
  isChoice,
  mayMakeCheaper,
  type Order,
  type OrderService,
  repriceOrder,
} from '@/lib/domain'
import { touchedDocuments } from '@/lib/domain/commands/touched-documents'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useStore } from '../../store/use-station'
import { useActor } from '../use-actor'
import { CatalogueFailed } from './CatalogueFailed'
import { OrderFields } from './OrderFields'
import { asTold, chosenOf, customerOf, draftOfOrder, type OrderDraft, plateOf } from './order-draft'
import { useCatalogue } from './use-catalogue'

interface ChangeDialogProps {
  readonly order: Order
  readonly onClose: () => void
}

/** Changes an order in the form of a new one, and says what that costs more or less before it is done. */
export function ChangeDialog({ order, onClose }: ChangeDialogProps) {
  const { t } = useTranslation()
  const catalogue = useCatalogue()
  if (catalogue.kind === 'ready') return <ChangeForm order={order} catalogue={catalogue.catalogue} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} closeLabel={t('app.close')} title={t('order.changeTitle')}>
      {catalogue.kind === 'failed' && <CatalogueFailed onRetry={catalogue.retry} />}
      {catalogue.kind === 'loading' && <p aria-busy="true">{t('app.loading')}</p>}
    </Dialog>
  )
}

function ChangeForm({ order, catalogue, onClose }: ChangeDialogProps & { readonly catalogue: Catalogue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const actor = useActor()
  const reason = useReason()
  const store = useStore()
  /** The order as it stood when the form was opened: another's change since is for the server to tell. */
  const [seen] = useState(order)
  const [draft, setDraft] = useState(() => draftOfOrder(order))
  const offered = offeredFor(seen, catalogue.services)
  const services = chosenOf(offered, draft)
  const priced = repriceOrder(catalogue.services, seen, services, draft.vehicle, catalogue.taxRate)
  const permitted = priced.allowed ? mayMakeCheaper(actor, seen.stage, seen.totalAmount - priced.totalAmount) : priced
  const money = (sen: number) => format.money(sen, seen.currency)
  const plate = plateOf(draft)
  const problem =
    services.length === 0
      ? t('newOrder.serviceMissing')
      : permitted.allowed
        ? null
        : (reason(permitted.key, permitted.params) ?? permitted.message)
  const changes = changesOf(seen, draft, asTold(services, priced))
  const isChanged = Object.keys(changes).length > 0
  const isReady = isChanged && problem === null && plate !== null
  const confirm = () => {
    if (!isReady) return
    const { orderID, version } = seen
    // What was done here and waits for the server counts the version on, and was seen too.
    const hasOwn = store.waiting.some((command) => touchedDocuments(command).includes(`order:${orderID}`))
    void act(
      'order.change',
      { orderID, ...changes },
      { said: t('toast.orderChanged'), expectVersion: hasOwn ? undefined : version },
    )
    onClose()
  }
  return (
    <Dialog
      shape="wide"
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('order.changeTitle')}
      footer={
        <>
          <p aria-live="polite" className="tabular me-auto min-w-0">
            {problem ? (
              <span className="font-medium text-bad">{problem}</span>
            ) : (
              priced.allowed && <Difference before={seen} after={priced} money={money} />
            )}
          </p>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" size="large" isDisabled={!isReady} onPress={confirm}>
            {t('order.changeConfirm')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          confirm()
        }}
      >
        <OrderFields
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          services={offered}
          currency={catalogue.currency}
          plateError={plate === null ? t('newOrder.plateMissing') : null}
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

interface DifferenceProps {
  readonly before: Pick<Order, 'totalAmount' | 'discount'>
  readonly after: Pick<Order, 'totalAmount' | 'discount'>
  readonly money: (sen: number) => string
}

function Difference({ before, after, money }: DifferenceProps) {
  const { t } = useTranslation()
  const more = after.totalAmount - before.totalAmount
  if (more === 0) return t('order.changeSame', { amount: money(after.totalAmount) })
  return (
    <>
      <strong className="font-semibold text-lg">
        {t(more > 0 ? 'order.changeMore' : 'order.changeLess', { amount: money(Math.abs(more)) })}
      </strong>
      <span className="block text-ink-soft text-sm">
        {t('order.changeTotal', { before: money(before.totalAmount), after: money(after.totalAmount) })}
        {before.discount !== after.discount && ` · ${t('order.changeDiscount', { amount: money(after.discount) })}`}
      </span>
    </>
  )
}

/** What is on offer, and what was ordered and no longer is. */
function offeredFor(order: Order, services: readonly CatalogService[]): CatalogService[] {
  const ordered = new Set(order.services.map(({ serviceId }) => serviceId))
  const listed = services.filter(({ active, serviceId }) => active || ordered.has(serviceId))
  const gone = order.services.filter((line) => !services.some(({ serviceId }) => serviceId === line.serviceId))
  return [...listed, ...gone.map(asOrdered)]
}

/** A service that has left the list, as it was ordered. */
const asOrdered = ({ serviceId, name, price, minutes, options }: OrderService): CatalogService => ({
  serviceId,
  name,
  price,
  active: false,
  surcharges: {},
  options: options.map((option) => ({ ...option, minutes: 0 })),
  steps: [{ stepId: 'all', name, minutes }],
})

/** Only what is not as it was: the rest may be changed by somebody else meanwhile. */
function changesOf(
  order: Order,
  draft: OrderDraft,
  services: NonNullable<CommandPayload<'order.change'>['services']>,
): Omit<CommandPayload<'order.change'>, 'orderID'> {
  const plate = plateOf(draft)
  const customer = customerOf(draft)
  const notes = draft.notes.trim()
  const isSame =
    services.length === order.services.length &&
    services.every(({ serviceId, optionIds = [] }) =>
      order.services.some((line) => isChoice(line, { serviceId, optionIds })),
    )
  const isSameType = draft.vehicle === (order.vehicle?.type ?? 'sedan')
  return {
    ...(plate !== null && plate !== order.vehicle?.plate && { plate }),
    ...(!isSameType && { vehicleType: draft.vehicle }),
    // Another type of vehicle is another price: the one that stood on the screen.
    ...(!(isSame && isSameType) && { services }),
    ...(customer?.name !== order.customer?.name || customer?.phone !== order.customer?.phone ? { customer } : {}),
    ...(notes !== order.customerNotes.trim() && { customerNotes: notes }),
  }
}
