import { digitsOf, plainText } from '@/lib/domain/rules/bare-text'

/** Calling codes of the countries whose money a site takes, for numbers written as at home. */
const CALLING_CODES: Readonly<Record<string, string>> = { MYR: '60', SGD: '65', BND: '673', THB: '66', IDR: '62' }

/**
 * A telephone number as WhatsApp wants it: digits with country code, no plus. `currency` is the site's and tells the
 * country of a number that begins with 0. `null` where the country cannot be known.
 */
export function whatsappDigits(phone: string, currency: string): string | null {
  const digits = digitsOf(phone)
  if (digits.length < 7) return null
  if (plainText(phone).trim().startsWith('+')) return digits
  if (digits.startsWith('00')) return digits.slice(2)
  const code = CALLING_CODES[currency]
  return code && digits.startsWith('0') ? `${code}${digits.slice(1)}` : null
}

/** Opens the chat with `digits`, as `whatsappDigits` gives them, `message` written in it and not yet sent. */
export const whatsappChat = (digits: string, message = ''): string =>
  `https://wa.me/${digits}${message && `?text=${encodeURIComponent(message)}`}`
