import { useTranslation } from 'react-i18next'
import { type CatalogService, type Order, shownNumber, stepsForServices } from '@/lib/domain'
import { plateText } from '@/lib/ui/format/plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { LINE_NAME, PAPER_LINE } from '@/lib/ui/receipt/ReceiptPaper'
import { nameIn } from '@/lib/ui/words/names'
import { QrCode } from '../../frame/QrCode'

interface JobCardPaperProps {
  readonly order: Order
  readonly services: readonly CatalogService[]
  /** Of the bay the car is in or goes to; `null` while it waits. */
  readonly bay: string | null
}

/** What goes with the car: what it is, what is done to it, and its number for the scanner; no money, no customer. */
export function JobCardPaper({ order, services, bay }: JobCardPaperProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { vehicle, queue, customerNotes, createdAt } = order
  const number = shownNumber(order.orderID)
  return (
    <article className="paper tabular flex w-[80mm] flex-col gap-[3mm] bg-white px-[4mm] py-[5mm] text-black">
      <header className="text-center">
        <p className="text-sm">{number}</p>
        <p className="break-words font-semibold text-4xl">{vehicle ? plateText(vehicle.plate) : '–'}</p>
        <p>{[vehicle && t(`vehicle.${vehicle.type}`), vehicle?.make, vehicle?.colour].filter(Boolean).join(' · ')}</p>
        <p className="text-sm">
          {[
            bay && t('order.inBay', { bay }),
            queue && t('order.inQueue', { queue: t(`queue.${queue}`) }),
            format.moment(createdAt),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <section className="border-black border-t border-dashed pt-[2mm]">
        {order.services.map(({ serviceId, name, options, minutes }) => (
          <div key={serviceId} className="py-[0.5mm]">
            <p className={`${PAPER_LINE} font-semibold text-lg`}>
              <span className={LINE_NAME}>{nameIn(t, name)}</span>
              <span className="ms-auto shrink-0 font-normal text-sm">{format.minutes(minutes)}</span>
            </p>
            {options.map((option) => (
              <p key={option.optionId} className="ps-[3mm]">
                + {nameIn(t, option.name)}
              </p>
            ))}
          </div>
        ))}
      </section>
      <ul className="border-black border-t border-dashed pt-[2mm]">
        {stepsForServices(order.services, services).map((step) => (
          <li key={step.stepId} className="flex items-center gap-[2.5mm] py-[1mm]">
            <span className="size-[4mm] shrink-0 border-[0.4mm] border-black" />
            <span className={`${PAPER_LINE} min-w-0 grow`}>
              <span className={LINE_NAME}>{nameIn(t, step.name)}</span>
              <span className="ms-auto shrink-0 text-sm">{format.minutes(step.minutes)}</span>
            </span>
          </li>
        ))}
      </ul>
      {customerNotes && (
        <section className="border-[0.5mm] border-black p-[2mm]">
          <p className="text-sm">{t('order.notes')}</p>
          <p className="whitespace-pre-wrap break-words font-semibold">{customerNotes}</p>
        </section>
      )}
      <QrCode className="mx-auto size-[28mm]" text={number} label={number} />
    </article>
  )
}
