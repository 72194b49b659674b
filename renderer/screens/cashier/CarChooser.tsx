import { useTranslation } from 'react-i18next'
import type { SeenBay } from '@/lib/domain'
import { servingOrder } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { Plate } from '@/lib/ui/design/Plate'
import { useSite } from '../../store/use-station'
import { type Car, useBayActs } from '../use-bay-acts'

/** Those who wait longest; the others are taken from their queue's own list. */
const WAITING_SHOWN = 6

/** Asks which car goes to a free bay: one that waits, or one that stands in another bay. Closed while `bay` is `null`. */
export function CarChooser({ bay, onClose }: { readonly bay: SeenBay | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={bay !== null}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('bayStrip.chooseCar', { bay: bay?.name ?? '' })}
    >
      {bay && <Cars bay={bay} onClose={onClose} />}
    </Dialog>
  )
}

function Cars({ bay, onClose }: { readonly bay: SeenBay; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const acts = useBayActs()
  const site = useSite()
  const plates = new Map(site.orders.map(({ orderID, vehicle }) => [orderID, vehicle?.plate]))
  const carOf = (orderID: string): Car => ({ orderID, plate: plates.get(orderID) ?? orderID })
  const waiting = servingOrder(site.queues)
    .slice(0, WAITING_SHOWN)
    .map(({ orderID }) => ({ car: carOf(orderID), from: null }))
  const inBays = site.bays
    .toSorted((a, b) => a.position - b.position)
    .flatMap((from) => (from.orderID === null ? [] : [{ car: carOf(from.orderID), from }]))
  const choose = ({ car, from }: Choice) => {
    if (from) acts.move(from.bayId, bay, car)
    else acts.take(bay, car)
    onClose()
  }
  return (
    <div className="flex flex-col gap-5">
      <Choices title={t('bay.queueTitle')} choices={waiting} onChoose={choose} nobody={t('bay.nobodyNext')} />
      {inBays.length > 0 && <Choices title={t('bayStrip.inOtherBays')} choices={inBays} onChoose={choose} />}
    </div>
  )
}

interface Choice {
  readonly car: Car
  /** The bay it stands in; `null` for one that waits. */
  readonly from: SeenBay | null
}

interface ChoicesProps {
  readonly title: string
  readonly choices: readonly Choice[]
  readonly onChoose: (choice: Choice) => void
  /** Said where there is none. */
  readonly nobody?: string
}

function Choices({ title, choices, onChoose, nobody }: ChoicesProps) {
  const subject = choices.map(({ car }) => car.orderID).join()
  return (
    <section aria-label={title}>
      <h3 className="mb-2 font-semibold text-ink-soft text-sm">{title}</h3>
      {choices.length === 0 && <p className="text-ink-faint">{nobody}</p>}
      <ul className="grid grid-cols-2 gap-3">
        {choices.map((choice) => (
          <li key={choice.car.orderID}>
            <Button className="w-full py-2" subject={subject} onPress={() => onChoose(choice)}>
              <Plate plate={choice.car.plate} size="small" />
              {choice.from && <span className="ms-2 font-normal text-ink-soft text-sm">{choice.from.name}</span>}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
