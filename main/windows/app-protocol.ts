import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { APP_HOST, APP_SCHEME, RECOVERY_PATH } from './app-origin'
import { pageFile } from './page-file'
import { pageHeaders, withNonce } from './page-policy'

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export interface AppPages {
  /** Folder of the built page. */
  readonly root: string
  /** The page shown when the real one could not be kept alive; HTML for the given nonce. */
  readonly recoveryPage: (nonce: string) => string
}

/** Serves the page's files under `app://station/`. */
export function serveApp(pages: AppPages): void {
  protocol.handle(APP_SCHEME, (request) => answer(new URL(request.url), request.method, pages))
}

async function answer(url: URL, method: string, pages: AppPages): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const refuse = (status: number) => new Response(null, { status, headers: pageHeaders('text/plain', nonce) })
  if (url.host !== APP_HOST) return refuse(404)
  if (method !== 'GET' && method !== 'HEAD') return refuse(405)
  if (url.pathname === RECOVERY_PATH) {
    return new Response(pages.recoveryPage(nonce), { headers: pageHeaders('text/html; charset=utf-8', nonce) })
  }
  const file = pageFile(pages.root, url.pathname)
  if (!file) return refuse(404)
  try {
    const content = await readFile(file.path)
    const body = file.type.startsWith('text/html') ? withNonce(content.toString('utf8'), nonce) : content
    return new Response(body as BodyInit, { headers: pageHeaders(file.type, nonce) })
  } catch {
    return refuse(404)
  }
}
