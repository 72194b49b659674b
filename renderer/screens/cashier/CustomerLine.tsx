import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import { whatsappChat, whatsappDigits } from '@/lib/ui/format/phone'
import { useHost } from '../../host'

const LINK = 'inline-flex min-h-11 items-center gap-1.5 font-medium text-ink underline underline-offset-4'

/** Who the customer is and how to reach them. A station that is a program of its own leads nowhere out of it. */
export function CustomerLine({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const { desktop } = useHost()
  const { customer } = order
  if (!customer) return <span>{t('order.walkIn')}</span>
  const { name, phone } = customer
  if (!phone || desktop) return <span className="select-text">{[name, phone].filter(Boolean).join(', ')}</span>
  const digits = whatsappDigits(phone, order.currency)
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      {name && <span>{name}</span>}
      <a href={`tel:${phone.replace(/[^\d+]/g, '')}`} className={LINK}>
        {phone}
      </a>
      {digits && (
        <a
          href={whatsappChat(digits)}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('order.whatsapp', { phone })}
          className={LINK}
        >
          <MessageCircle aria-hidden className="size-4 text-good" />
          WhatsApp
        </a>
      )}
    </span>
  )
}
