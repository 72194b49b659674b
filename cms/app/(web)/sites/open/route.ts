import { cookies } from 'next/headers'
import { slugSchema } from '@/lib/domain/values'
import { isSite, OPENED_SITE_COOKIE } from '../../person/opened-site'
import { signedIn } from '../../person/signed-in'

export const dynamic = 'force-dynamic'

const leadTo = (path: string) =>
  new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } })

/** Opens the pages of one of all sites, for an administrator of them: `site` in a form. Others are led to the pages they have. */
export async function POST(request: Request): Promise<Response> {
  const person = await signedIn()
  if (!person) return leadTo('/station/sign-in?to=/sites')
  const form = await request.formData().catch(() => null)
  const { data: site } = slugSchema.safeParse(form?.get('site'))
  if (!site || person.who.tenant !== null || !(await isSite(person.payload, site))) return leadTo('/sites')
  const kept = { httpOnly: true, sameSite: 'lax', path: '/' } as const
  ;(await cookies()).set(OPENED_SITE_COOKIE, site, kept)
  return leadTo('/dashboard')
}
