import { Ban, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SeenBay, shownNumber } from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { IconButton } from '@/lib/ui/design/Button'
import { useDocument } from '../../store/use-station'

/** That the car which stood here was called off, and by somebody else: nobody at a bay can. Until the next one, or until seen. */
export function CalledOff({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const [last, setLast] = useState(bay.orderID)
  const [seen, setSeen] = useState<string | null>(null)
  if (bay.orderID !== null && bay.orderID !== last) setLast(bay.orderID)
  const order = useDocument('order', last)
  if (bay.orderID !== null || order?.stage !== 'cancelled' || seen === last) return null
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner
        urgent
        tone="warn"
        icon={Ban}
        title={t('bay.calledOff', { plate: order.vehicle?.plate ?? shownNumber(order.orderID) })}
        action={<IconButton icon={X} label={t('app.close')} onPress={() => setSeen(last)} />}
      >
        {t('bay.calledOffText')}
      </Banner>
    </div>
  )
}
