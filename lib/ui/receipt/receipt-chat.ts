import { type Order, receiptOf, shownNumber } from '@/lib/domain'
import type { Language } from '@/lib/domain/languages'
import { whatsappChat, whatsappDigits } from '../format/phone'
import { makeTranslator } from '../i18n/translate'

/** Names by which a machine reaches itself: a telephone that follows one of them looks for the server on the telephone. */
const isOnlyHere = (hostname: string): boolean => /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)

/** Where a customer opens the receipt with this path of the server that a page came from; `null` where nobody else finds it. */
export const receiptLink = (
  path: string,
  { hostname, origin }: Pick<Location, 'hostname' | 'origin'>,
): string | null => (isOnlyHere(hostname) ? null : `${origin}${path}`)

interface ReceiptToSend {
  /** Where the customer opens it. */
  readonly link: string
  /** The site as its letterhead names it; empty where it does not. */
  readonly site: string
  /** The customer's. */
  readonly language: Language
}

/** The chat with an order's customer, its receipt written in it and not yet sent; `null` without a number that WhatsApp knows. */
export function receiptChat(
  order: Order,
  { link, site, language }: ReceiptToSend,
): { readonly phone: string; readonly address: string } | null {
  const phone = order.customer?.phone
  const digits = phone ? whatsappDigits(phone, order.currency) : null
  if (!phone || !digits) return null
  const what = makeTranslator(language).t(`receipt.${receiptOf(order).kind}`)
  const head = [`${what} ${shownNumber(order.orderID)}`, site].filter(Boolean).join(' · ')
  return { phone, address: whatsappChat(digits, `${head}\n${link}?lang=${language}`) }
}
