import { Ban, MoveRight, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order, SeenBay } from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { IconButton } from '@/lib/ui/design/Button'
import { useDocument, useStore } from '../../store/use-station'

const GONE = {
  calledOff: { icon: Ban, title: 'bay.calledOff', text: 'bay.calledOffText' },
  moved: { icon: MoveRight, title: 'bay.movedAway', text: 'bay.movedAwayText' },
  putBack: { icon: Undo2, title: 'bay.putBack', text: 'bay.putBackText' },
} as const

/** How a car left a bay that it did not leave washed; `null` for one that did, or of which that is not known. */
function howGone({ stage, bayId }: Pick<Order, 'stage' | 'bayId'>): keyof typeof GONE | null {
  if (stage === 'cancelled') return 'calledOff'
  if (bayId !== null) return 'moved'
  return stage === 'open' ? 'putBack' : null
}

/** That the car which stood here is gone, and not by anybody at this screen. Until the next one, or until seen. */
export function CarGone({ bay }: { readonly bay: SeenBay }) {
  const { t } = useTranslation()
  const store = useStore()
  const [last, setLast] = useState(bay.orderID)
  const [isHere, setHere] = useState(bay.orderID !== null)
  /** Of which nothing is to be said, or no more: it was sent away here, or the notice was closed. */
  const [known, setKnown] = useState<string | null>(null)
  if (bay.orderID !== null && bay.orderID !== last) setLast(bay.orderID)
  if (isHere !== (bay.orderID !== null)) {
    setHere(!isHere)
    const sentAway = store.waiting.some(
      ({ type, payload }) => (type === 'bay.move' || type === 'bay.release') && payload.orderID === last,
    )
    setKnown(isHere && sentAway ? last : null)
  }
  const order = useDocument('order', last)
  const to = useDocument('bay', order?.bayId ?? null)
  const how = order ? howGone(order) : null
  if (!order || !how || bay.orderID !== null || order.bayId === bay.bayId || known === last) return null
  const { icon, title, text } = GONE[how]
  const plate = order.vehicle?.plate ?? order.orderID
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner
        urgent
        tone="warn"
        icon={icon}
        title={t(title, { plate, bay: to?.name ?? order.bayId })}
        action={<IconButton icon={X} label={t('app.close')} onPress={() => setKnown(last)} />}
      >
        {t(text)}
      </Banner>
    </div>
  )
}
