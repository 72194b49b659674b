import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Order, receiptOf, shownNumber } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { Button } from '@/lib/ui/design/Button'
import { whatsappChat, whatsappDigits } from '@/lib/ui/format/phone'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { QrCode } from '../../frame/QrCode'
import { useHost } from '../../host'

interface SendReceiptProps {
  readonly order: Order
  /** Where the customer opens the receipt. */
  readonly link: string
  /** The site as its letterhead names it; empty where it does not. */
  readonly site: string
  readonly language: Language
}

/**
 * The receipt by WhatsApp, in the customer's language, where the order has a number that WhatsApp knows. A station that is a
 * program of its own leads nowhere out of it: there the site's telephone takes the chat over as a code.
 */
export function SendReceipt({ order, link, site, language }: SendReceiptProps) {
  const { t } = useTranslation()
  const { desktop } = useHost()
  const [isShown, setShown] = useState(false)
  const phone = order.customer?.phone
  const digits = phone ? whatsappDigits(phone, order.currency) : null
  if (!phone || !digits) return null
  const what = makeTranslator(language).t(`receipt.${receiptOf(order).kind}`)
  const head = [`${what} ${shownNumber(order.orderID)}`, site].filter(Boolean).join(' · ')
  const chat = whatsappChat(digits, `${head}\n${link}?lang=${language}`)
  if (!desktop) {
    return (
      <a
        href={chat}
        target="_blank"
        rel="noopener noreferrer"
        className="min-target inline-flex items-center gap-2 self-start font-medium text-ink underline underline-offset-4"
      >
        <MessageCircle aria-hidden className="size-5 shrink-0 text-good" />
        {t('receipt.send', { phone })}
      </a>
    )
  }
  if (!isShown) {
    return (
      <Button className="self-start" icon={MessageCircle} onPress={() => setShown(true)}>
        {t('receipt.send', { phone })}
      </Button>
    )
  }
  return (
    <figure className="flex flex-col items-center gap-2 text-center">
      <QrCode className="size-56 rounded-md" text={chat} label={t('receipt.sendScan', { phone })} />
      <figcaption>{t('receipt.sendScan', { phone })}</figcaption>
    </figure>
  )
}
