import { Droplets, Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SeenBay } from '@/lib/domain'
import { orderMinutes, servingOrder } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { workIn } from '@/lib/ui/words/names'
import { useDocument, useSite } from '../../store/use-station'
import { useBayActs } from '../use-bay-acts'

const SHOWN = 5

/** An idle bay: who is next, large; one tap takes the car. */
export function IdleBay({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const waiting = servingOrder(useSite().queues)
  const [next, ...after] = waiting
  if (!next) {
    return (
      <div className="flex grow items-center justify-center">
        <EmptyState large icon={Sparkles} title={t('bay.idleTitle')}>
          {t('bay.idleText')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)] max-md:block max-md:overflow-y-auto">
      <NextCar bay={bay} orderID={next.orderID} />
      <section
        aria-label={t('bay.queueTitle')}
        className="flex min-h-0 flex-col gap-3 overflow-hidden border-line border-s bg-surface p-8 max-md:border-s-0 max-md:border-t max-md:p-4"
      >
        <h2 className="font-semibold text-ink-soft text-xl">{t('bay.queueTitle')}</h2>
        {after.length === 0 && <p className="text-ink-faint text-lg">{t('bay.nobodyNext')}</p>}
        <ol className="flex flex-col">
          {after.slice(0, SHOWN).map((entry, index) => (
            <WaitingCar key={entry.orderID} orderID={entry.orderID} place={index + 2} />
          ))}
        </ol>
        {after.length > SHOWN && (
          <p className="text-ink-soft text-lg">{t('bay.more', { count: after.length - SHOWN })}</p>
        )}
      </section>
    </div>
  )
}

/** Stands at the top: at the bottom lies the button that finishes a wash, and a second tap there takes no car. */
function NextCar({ bay, orderID }: { readonly bay: SeenBay; readonly orderID: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const acts = useBayActs()
  const order = useDocument('order', orderID)
  const plate = order?.vehicle?.plate ?? orderID
  return (
    <section aria-label={t('bay.nextUp')} className="flex flex-col justify-start gap-6 p-10 max-md:p-5">
      <p className="font-semibold text-2xl text-ink-soft">{t('bay.nextUp')}</p>
      <Plate plate={plate} size="huge" className="self-start" />
      {order && (
        <p className="text-2xl">
          {order.vehicle?.type && `${t(`vehicle.${order.vehicle.type}`)} · `}
          {workIn(t, order.services)}
          {orderMinutes(order) > 0 && (
            <span className="tabular text-ink-soft">
              {' · '}
              <span className="whitespace-nowrap">{format.minutes(orderMinutes(order))}</span>
            </span>
          )}
        </p>
      )}
      <Button
        look="primary"
        size="titanic"
        icon={Droplets}
        className="mt-2"
        subject={orderID}
        onPress={() => acts.take(bay, { orderID, plate })}
      >
        {t('bay.take')}
      </Button>
    </section>
  )
}

function WaitingCar({ orderID, place }: { readonly orderID: string; readonly place: number }) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  return (
    <li className="flex min-h-20 items-center gap-4 border-line border-b last:border-0">
      <span className="tabular w-7 shrink-0 font-semibold text-ink-faint text-xl">{place}</span>
      <span className="w-44 shrink-0 max-md:w-36">
        <Plate plate={order?.vehicle?.plate ?? orderID} className="!text-2xl" />
      </span>
      <span className="min-w-0 truncate text-ink-soft text-lg">{order && workIn(t, order.services)}</span>
    </li>
  )
}
