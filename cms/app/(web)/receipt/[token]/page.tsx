import config from '@payload-config'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getPayload } from 'payload'
import { LANGUAGES } from '@/lib/domain/languages'
import { opensTooMany } from '../../../../access/receipt-limit'
import { CLIENT_ADDRESS } from '../../../../server/client'
import { readReceipt } from '../../../../site/read-receipt'
import { openReceiptToken } from '../../../../site/receipt-token'
import { keptSettings } from '../../person/kept-settings'
import { pageTitle } from '../../person/page-title'
import { CustomerReceipt, TooManyReceipts } from './customer-receipt'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Promise<Metadata> => pageTitle('receipt.receipt')

interface Asked {
  readonly params: Promise<{ readonly token: string }>
  readonly searchParams: Promise<{ readonly lang?: string | string[] }>
}

/** The receipt for whoever has scanned its code: what was bought and paid, and nobody's name. */
export default async function ReceiptPage({ params, searchParams }: Asked) {
  const payload = await getPayload({ config })
  const [{ token }, { lang }, kept] = await Promise.all([params, searchParams, keptSettings()])
  const language = LANGUAGES.find((each) => each === lang) ?? kept.language
  const address = (await headers()).get(CLIENT_ADDRESS) ?? ''
  if (await opensTooMany(payload, address)) return <TooManyReceipts language={language} />
  const named = openReceiptToken(payload.secret, token.replaceAll('%7E', '~'))
  const read = named && (await readReceipt(payload, named))
  if (!read) notFound()
  return <CustomerReceipt {...read} language={language} />
}
