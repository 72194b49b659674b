'use client'

import { MessageCircle } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import { receiptChat, receiptLink } from '@/lib/ui/receipt/receipt-chat'
import { useLook } from '../../live/look'
import { useSite } from '../../live/site'

interface SendReceiptProps {
  readonly order: Order
  /** Where the server has it. */
  readonly path: string
}

/** The receipt by WhatsApp, where the order has a number for it; for the customer to open, so under a name that others find too. */
export function SendReceipt({ order, path }: SendReceiptProps) {
  const { t } = useTranslation()
  const { language } = useLook()
  const site = useSite().name
  // The server does not know under which name it is looked at.
  const link = useSyncExternalStore(
    never,
    () => receiptLink(path, location),
    () => null,
  )
  const chat = link && receiptChat(order, { link, site, language })
  if (!chat) return null
  return (
    <a
      href={chat.address}
      target="_blank"
      rel="noopener noreferrer"
      className="min-target inline-flex items-center gap-2 px-3 font-medium hover:underline"
    >
      <MessageCircle aria-hidden className="size-5 shrink-0 text-good" />
      {t('receipt.send', { phone: chat.phone })}
    </a>
  )
}

const never = () => () => {}
