import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { Button } from '@/lib/ui/design/Button'
import { receiptChat } from '@/lib/ui/receipt/receipt-chat'
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
  const chat = receiptChat(order, { link, site, language })
  if (!chat) return null
  const { phone, address } = chat
  if (!desktop) {
    return (
      <a
        href={address}
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
      <QrCode className="size-56 rounded-md" text={address} label={t('receipt.sendScan', { phone })} />
      <figcaption>{t('receipt.sendScan', { phone })}</figcaption>
    </figure>
  )
}
