import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type QueueId, shownNumber } from '@/lib/domain'
import { IconButton } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { servicesIn } from '@/lib/ui/words/names'
import { useDocument, useWait } from '../../store/use-station'
import { OrderAge, StandingWord } from './OrderAge'
import { shortNumber } from './OrderCard'
import { GiveBackChip, LinkedMark, PaymentMark } from './order-marks'
import { QueueMenu } from './QueueMenu'
import { DOWN, type QueueMove, UP } from './use-queue-moves'

const MINUTE_MS = 60_000

export interface QueueRowProps {
  readonly orderID: string
  /** Where it waits; `null` for an order that stands in no queue. */
  readonly queueId: QueueId | null
  readonly isFirst: boolean
  readonly isLast: boolean
  /** As high as a row of many; what the arrows do is in its menu. */
  readonly dense: boolean
  /** The one row of its list that Tab reaches. */
  readonly tabbable: boolean
  readonly moveTo: QueueMove
  readonly onOpen: (orderID: string) => void
  readonly onToBay: (orderID: string) => void
}

/** One waiting car. Renders again when this car, its neighbours' standing or its estimate changes, and for nothing else. */
export const QueueRow = memo(function QueueRow({
  orderID,
  queueId,
  isFirst,
  isLast,
  dense,
  tabbable,
  moveTo,
  onOpen,
  onToBay,
}: QueueRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const order = useDocument('order', orderID)
  const wait = useWait(orderID)
  const plate = order?.vehicle?.plate ?? orderID
  const car = { orderID, plate }
  const may = { up: queueId !== null && !isFirst, down: queueId !== null && !isLast }
  const up = () => queueId && moveTo(car, queueId, queueId, UP)
  const down = () => queueId && moveTo(car, queueId, queueId, DOWN)
  const byKey = (event: KeyboardEvent) => {
    const move = event.shiftKey && { ArrowUp: may.up && up, ArrowDown: may.down && down }[event.key]
    if (move === undefined || move === false) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }
  const services = order && servicesIn(t, order.services)
  return (
    <div className="flex h-full items-center rounded-md border border-line bg-surface shadow-card">
      <button
        type="button"
        data-at-once
        data-order={orderID}
        tabIndex={tabbable ? 0 : -1}
        onClick={() => onOpen(orderID)}
        onKeyDown={byKey}
        aria-label={t('cashier.card', {
          orderID: shownNumber(orderID),
          plate: order?.vehicle?.plate ?? null,
        })}
        className="flex h-full min-w-0 grow items-center gap-2 rounded-sm ps-2 text-start"
      >
        <span className="tabular w-5 shrink-0 text-center font-semibold text-ink-faint text-sm">
          {wait && format.number(wait.place)}
        </span>
        <span className="flex min-w-0 grow flex-col gap-0.5">
          <span className="flex min-w-0 items-center gap-1.5">
            <Plate plate={order?.vehicle?.plate} size="small" className="shrink-0" />
            <span className="tabular row-below-24:sr-only text-ink-faint text-xs">{shortNumber(orderID)}</span>
            {order && <LinkedMark order={order} />}
            <span className="ms-auto flex min-w-0 items-center gap-1.5">
              {order && <GiveBackChip order={order} tight />}
              <OrderAge orderID={orderID} />
            </span>
          </span>
          <span className="flex min-w-0 gap-2 text-ink-soft text-xs leading-4">
            <span className="truncate">
              <StandingWord orderID={orderID} />
              {turn()}
              {services && ` · ${services}`}
            </span>
            <span className="ms-auto flex shrink-0 items-center gap-1.5">
              {order && <PaymentMark order={order} />}
              {order?.totalAmount !== undefined && order.currency !== undefined && (
                <span className="tabular row-below-24:sr-only font-semibold text-ink">
                  {format.money(order.totalAmount, order.currency)}
                </span>
              )}
            </span>
          </span>
        </span>
      </button>
      {!dense && (
        <>
          <IconButton
            icon={ArrowUp}
            label={t('queuePanel.moveUp', { plate })}
            subject={wait?.place}
            isDisabled={!may.up}
            excludeFromTabOrder={!tabbable}
            onPress={up}
          />
          <IconButton
            icon={ArrowDown}
            label={t('queuePanel.moveDown', { plate })}
            subject={wait?.place}
            isDisabled={!may.down}
            excludeFromTabOrder={!tabbable}
            onPress={down}
          />
        </>
      )}
      <QueueMenu
        car={car}
        queueId={queueId}
        may={may}
        dense={dense}
        tabbable={tabbable}
        moveTo={moveTo}
        onToBay={onToBay}
      />
    </div>
  )

  function turn(): string {
    if (queueId === null) return t('queuePanel.inNone')
    const minutes = wait?.startsInMinutes ?? null
    if (minutes === null) return t('queuePanel.noEstimate')
    return minutes === 0 ? t('queuePanel.now') : t('queuePanel.inAbout', { time: format.age(minutes * MINUTE_MS) })
  }
})
