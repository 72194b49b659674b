import { Gift, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { giveFreeWash, isFreeWash, isProvisional, mayChange, type Order, visitNow } from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useStore } from '../../store/use-station'
import { useFreeWashes } from './use-catalogue'

/** How many visits a car has on its way to a free wash, and the wash where it is earned. Nothing where the site gives none. */
export function FreeWash({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const store = useStore()
  const reason = useReason()
  const { every, services } = useFreeWashes()
  const { orderID } = order
  const isOpen = mayChange(order).allowed
  const seen = { expectVersion: store.versionSeen(order) }
  const takeBack = () =>
    void act(
      'order.setDiscount',
      { orderID, discount: 0, reason: t('freeWash.takenBack') },
      { said: t('freeWash.takenBack') },
    )
  if (isFreeWash(order)) {
    return (
      <Banner
        tone="good"
        icon={Gift}
        title={t('freeWash.given', { amount: format.money(order.discount, order.currency) })}
        action={
          isOpen && (
            <Button look="quiet" icon={Undo2} onPress={takeBack}>
              {t('freeWash.takeBack')}
            </Button>
          )
        }
      />
    )
  }
  const now = visitNow(order, every)
  if (!now) {
    // Visits are counted by whoever knows all orders: a cashier who is asked for the free wash says why it is not offered.
    if (every === 0 || !isProvisional(orderID) || !isOpen) return null
    return <VisitLine>{t('freeWash.uncounted')}</VisitLine>
  }
  const offer = giveFreeWash(order, order.visits ?? 0, every, services)
  if (!isOpen || now.visit < every) {
    return <VisitLine>{t('freeWash.visit', { ...now })}</VisitLine>
  }
  if ('allowed' in offer) {
    return (
      <Banner tone="info" icon={Gift} title={t('freeWash.earned', { ...now })}>
        {reason(offer.key, offer.params) ?? offer.message}
      </Banner>
    )
  }
  const amount = format.money(offer.discount, order.currency)
  return (
    <Banner
      tone="good"
      icon={Gift}
      title={t('freeWash.earned', { ...now })}
      action={
        <Button
          look="primary"
          icon={Gift}
          onPress={() =>
            void act(
              'order.giveFreeWash',
              { orderID },
              { ...seen, said: t('freeWash.given', { amount }), undo: takeBack },
            )
          }
        >
          {t('freeWash.give', { amount })}
        </Button>
      }
    />
  )
}

function VisitLine({ children }: { readonly children: string }) {
  return (
    <p className="flex items-center gap-2 text-ink-soft">
      <Gift aria-hidden className="size-4 shrink-0" />
      {children}
    </p>
  )
}
