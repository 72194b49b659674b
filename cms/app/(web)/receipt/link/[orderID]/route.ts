import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload, type Where } from 'payload'
import { accountOf } from '../../../../../access/account-of'
import { mayReadDay } from '../../../../../access/books'
import { identityOf } from '../../../../../access/identity'
import { receiptToken } from '../../../../../site/receipt-token'
import { openedSite } from '../../../person/opened-site'

export const dynamic = 'force-dynamic'

const FRESH = { 'Cache-Control': 'no-store' }

interface Asked {
  readonly params: Promise<{ readonly orderID: string }>
}

/** Where the customer opens the receipt of an order: for the people and desks who see its money. With `open` it leads there. */
export async function GET(request: Request, { params }: Asked): Promise<Response> {
  const payload = await getPayload({ config })
  const user = await accountOf(payload, await headers())
  const who = identityOf(user)
  if (!user || !who) return refuse(401, 'unauthorized', 'Sign in to give out a receipt.')
  const tenantId = await openedSite(payload, who)
  if (!mayReadDay(user, tenantId)) return refuse(403, 'forbidden', 'Receipts are for the staff and desks of a site.')
  const { orderID } = await params
  const where: Where = { and: [{ tenant: { equals: tenantId } }, { orderID: { equals: orderID } }] }
  const { totalDocs } = await payload.count({ collection: 'orders', where, overrideAccess: false, user })
  if (totalDocs === 0) return refuse(404, 'not_found', 'There is no such order.')
  const path = `/receipt/${receiptToken(payload.secret, { tenantId, orderID })}`
  if (new URL(request.url).searchParams.has('open'))
    return new Response(null, { status: 303, headers: { ...FRESH, Location: path } })
  return Response.json({ path }, { headers: FRESH })
}

const refuse = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })
