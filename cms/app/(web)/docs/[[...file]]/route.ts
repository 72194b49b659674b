import { redirect } from 'next/navigation'
import { getFront } from '../../../../server/front'
import { keptSettings } from '../../person/kept-settings'
import { signedIn } from '../../person/signed-in'

export const dynamic = 'force-dynamic'

const START_FILE = 'index.html'
const START = `/docs/${START_FILE}`
const WHOLE = '<html lang="en"'

/** The documentation of the library, for the site's own people: pages made beforehand, in the theme this browser keeps. */
export async function GET(_request: Request, { params }: { params: Promise<{ file?: string[] }> }): Promise<Response> {
  const [person, { file = [] }] = await Promise.all([signedIn(), params])
  const name = file.join('/')
  if (!person) redirect(`/station/sign-in?to=${/^\w[\w-]*\.html$/.test(name) ? `/docs/${name}` : START}`)
  // Links in the pages are relative to one another.
  if (name === '') redirect(START)
  const found = await getFront()?.docs(name)
  if (!found && name.endsWith('.html') && name !== START_FILE) redirect(START)
  if (!found) return refuse()
  const headers = { 'Content-Type': found.type, 'Cache-Control': `private, ${found.lasting ? LASTING : 'no-cache'}` }
  if (!found.type.startsWith('text/html')) return new Response(new Uint8Array(found.body), { headers })
  const { theme } = await keptSettings()
  const html = found.body.toString()
  return new Response(theme === 'system' ? html : html.replace(WHOLE, `${WHOLE} data-theme="${theme}"`), { headers })
}

const LASTING = 'max-age=86400'
const FROM_SOURCES = 'A server that runs from its sources has it once npm run docs has made it.'

const refuse = () =>
  Response.json(
    { error: { code: 'not_found', message: `The documentation has no such file. ${FROM_SOURCES}` } },
    { status: 404, headers: { 'Cache-Control': 'no-store' } },
  )
