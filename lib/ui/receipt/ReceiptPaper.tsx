import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '@/lib/domain'
import { shownNumber } from '@/lib/domain/provisional-number'
import type { Letterhead } from '@/lib/domain/site'
import { plateText } from '../format/plate'
import { useFormat } from '../format/use-format'
import { nameIn } from '../words/names'
import { METHOD_NAMES } from '../words/payment-words'

interface ReceiptPaperProps {
  readonly receipt: Receipt
  readonly head: Letterhead
  /** What stands at its foot. */
  readonly children?: ReactNode
}

/** A receipt as it lies on 80 mm of paper: black on white, whatever the colours around it. */
export function ReceiptPaper({ receipt, head, children }: ReceiptPaperProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { kind, plate, lines, payments, paidBefore, discount, rounding, sum, total, due, giveBack } = receipt
  const money = (sen: number) => format.money(sen, receipt.currency)
  const taxName = head.taxName || t('receipt.tax')
  return (
    <article className="paper tabular flex w-[80mm] flex-col gap-[3mm] bg-white px-[4mm] py-[5mm] text-black text-sm">
      <Head head={head} />
      <div className="border-black border-y border-dashed py-[2mm]">
        <p className="text-center font-semibold text-lg">{t(`receipt.${kind}`)}</p>
        <Row name={t('receipt.number')}>{shownNumber(receipt.orderID)}</Row>
        {plate && <Row name={t('receipt.plate')}>{plateText(plate)}</Row>}
        <Row name={t('receipt.takenAt')}>{format.moment(receipt.takenAt)}</Row>
      </div>
      <section>
        {lines.map(({ serviceId, name, options, amount }) => (
          <div key={serviceId} className="py-[0.5mm]">
            <Row name={nameIn(t, name)}>{money(amount)}</Row>
            {options.length > 0 && (
              <p className="ps-[3mm] text-xs">+ {options.map((option) => nameIn(t, option)).join(', ')}</p>
            )}
          </div>
        ))}
        {(discount > 0 || rounding !== 0) && (
          <div className="mt-[1mm] border-black border-t border-dotted pt-[1mm]">
            <Row name={t('receipt.sum')}>{money(sum)}</Row>
            {discount > 0 && (
              <Row name={t(receipt.freeWash ? 'freeWash.name' : 'order.discount')}>{money(-discount)}</Row>
            )}
            {rounding !== 0 && <Row name={t('order.rounding')}>{money(rounding)}</Row>}
          </div>
        )}
        <Row name={t('order.total')} className="mt-[1mm] border-black border-t pt-[1mm] font-semibold text-lg">
          {money(total)}
        </Row>
        {receipt.taxes.map(({ rate, tax }) => (
          <Row
            key={rate}
            name={t('receipt.includes', { tax: taxName, percent: format.number(rate / 100) })}
            className="text-xs"
          >
            {money(tax)}
          </Row>
        ))}
      </section>
      {(payments.length > 0 || paidBefore !== 0 || due > 0 || giveBack > 0) && (
        <section className="border-black border-t border-dashed pt-[2mm]">
          {paidBefore !== 0 && <Row name={t('receipt.paidBefore')}>{money(paidBefore)}</Row>}
          {payments.map(({ paymentId, at, method, amount, change }) => (
            <div key={paymentId} className="py-[0.5mm]">
              <Row
                name={[amount < 0 && t('order.givenBack'), method && t(METHOD_NAMES[method])]
                  .filter(Boolean)
                  .join(' · ')}
              >
                {money(amount)}
              </Row>
              <p className="text-xs">
                {format.moment(at)}
                {change > 0 && ` · ${t('order.changeGiven', { given: money(amount + change), change: money(change) })}`}
              </p>
            </div>
          ))}
          {due > 0 && (
            <Row name={t('order.due')} className="mt-[1mm] font-semibold text-lg">
              {money(due)}
            </Row>
          )}
          {giveBack > 0 && <p className="mt-[1mm] font-semibold">{t('order.giveBack', { amount: money(giveBack) })}</p>}
        </section>
      )}
      {kind === 'receipt' && <p className="text-center">{t('receipt.thanks')}</p>}
      {children}
    </article>
  )
}

function Head({ head }: { readonly head: Letterhead }) {
  const { t } = useTranslation()
  return (
    <header className="text-center">
      <p className="break-words font-semibold text-lg">{head.name}</p>
      {head.address && <p className="whitespace-pre-line break-words">{head.address}</p>}
      {head.registrationNumber && <p>{t('receipt.registration', { number: head.registrationNumber })}</p>}
      {head.taxNumber && (
        <p>{t('receipt.taxNumber', { tax: head.taxName || t('receipt.tax'), number: head.taxNumber })}</p>
      )}
    </header>
  )
}

/** A name and what stands at its end: on narrow paper that goes below, before a word of the name would be broken. */
export const PAPER_LINE = 'flex flex-wrap items-baseline gap-x-[3mm]'
export const LINE_NAME = 'min-w-0 grow basis-[min-content] break-words'

interface RowProps {
  readonly name: string
  readonly className?: string
  readonly children: ReactNode
}

function Row({ name, className = '', children }: RowProps) {
  return (
    <p className={`${PAPER_LINE} ${className}`}>
      <span className={LINE_NAME}>{name}</span>
      <span className="ms-auto shrink-0 whitespace-nowrap text-end">{children}</span>
    </p>
  )
}
