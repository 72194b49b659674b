import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Paths whose pages are Payload's: its panel writes inline scripts of its own, which carry no nonce. */
const PAYLOADS = /^\/(?:admin|api)(?:[/?]|$)/

const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
} as const

/** What every page is held to: no frame of another site, no foreign base, no plug-in, no form that sends elsewhere. */
const ANY_PAGE = [`base-uri 'self'`, `object-src 'none'`, `frame-ancestors 'self'`, `form-action 'self'`]

/** Our own pages: their own files, data from this very server, and only the inline scripts of this answer. */
const ownPage = (nonce: string) => [
  `default-src 'none'`,
  `script-src 'self' 'nonce-${nonce}'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data: blob:`,
  `font-src 'self'`,
  `media-src 'self' data:`,
  `connect-src 'self'`,
  `worker-src 'self'`,
  `manifest-src 'self'`,
  ...ANY_PAGE,
]

/**
 * Sets the headers that protect what Next answers. Next takes the nonce for its inline scripts from the policy it finds in
 * the request, where nobody else may put one.
 */
export function protectPage(req: IncomingMessage, res: ServerResponse): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) res.setHeader(name, value)
  delete req.headers['content-security-policy-report-only']
  if (PAYLOADS.test(req.url ?? '')) {
    delete req.headers['content-security-policy']
    res.setHeader('Content-Security-Policy', ANY_PAGE.join('; '))
    return
  }
  const policy = ownPage(randomBytes(16).toString('base64')).join('; ')
  req.headers['content-security-policy'] = policy
  res.setHeader('Content-Security-Policy', policy)
}
