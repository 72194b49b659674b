import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol } from 'electron'
import { APP_HOST, APP_SCHEME, PAPER_PATH, RECOVERY_PATH, START_URL } from './app-origin'
import { pageFile } from './page-file'
import { contentSecurityPolicy, pageHeaders, paperPolicy, withNonce } from './page-policy'

/** Must run before the app is ready. What V8 has compiled of a page it keeps for the next start. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export interface AppPages {
  /** Folder of the built page. */
  readonly root: string
  /** HTML of the page shown when the real one could not be kept alive. */
  readonly recoveryPage: (page: { nonce: string; styleSheets: readonly string[] }) => string
  /** HTML of the paper that is being drawn; `null` while none is. */
  readonly paperPage: (page: { nonce: string; styleSheets: readonly string[] }) => string | null
}

/** Serves the page's files under `app://station/`. */
export function serveApp(pages: AppPages): void {
  protocol.handle(APP_SCHEME, (request) => answer(new URL(request.url), request.method, pages))
}

async function answer(url: URL, method: string, pages: AppPages): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const refuse = (status: number) => new Response(null, { status, headers: pageHeaders('text/plain', policy) })
  if (url.host !== APP_HOST) return refuse(404)
  if (method !== 'GET' && method !== 'HEAD') return refuse(405)
  if (url.pathname === RECOVERY_PATH) {
    const html = pages.recoveryPage({ nonce, styleSheets: await styleSheets(pages.root) })
    return new Response(html, { headers: pageHeaders('text/html; charset=utf-8', policy) })
  }
  if (url.pathname === PAPER_PATH) {
    const html = pages.paperPage({ nonce, styleSheets: await styleSheets(pages.root) })
    if (html === null) return refuse(404)
    return new Response(html, { headers: pageHeaders('text/html; charset=utf-8', paperPolicy(nonce)) })
  }
  const file = pageFile(pages.root, url.pathname)
  if (!file) return refuse(404)
  try {
    const content = await readFile(file.path)
    const body = file.type.startsWith('text/html') ? withNonce(content.toString('utf8'), nonce) : content
    return new Response(body as BodyInit, { headers: pageHeaders(file.type, policy) })
  } catch {
    return refuse(404)
  }
}

/** Paths of the style sheets that the built page names, relative to itself as a rule; none when it cannot be read. */
async function styleSheets(root: string): Promise<string[]> {
  const html = await readFile(join(root, 'index.html'), 'utf8').catch(() => '')
  const links = html.match(/<link [^>]*rel="stylesheet"[^>]*>/g) ?? []
  return links.flatMap((link) => {
    const address = /href="([\w./-]+\.css)"/.exec(link)?.[1]
    return address ? new URL(address, START_URL).pathname : []
  })
}
