import { extname, resolve, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}

export interface PageFile {
  readonly path: string
  readonly type: string
}

/**
 * The file below `root` that an address of the page names, or `null`: outside the root, of a type the page does not
 * use, or not decodable. An address without an extension is a screen of the page and gets its `index.html`.
 */
export function pageFile(root: string, pathname: string): PageFile | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // A NUL ends a C string, a backslash is a separator on Windows, a colon names a drive or a stream there.
  if (/[\0\\:]/.test(decoded)) return null
  const base = resolve(root)
  const extension = extname(decoded).toLowerCase()
  const path = resolve(base, `.${extension === '' ? '/index.html' : decoded}`)
  if (!path.startsWith(base + sep)) return null
  const type = TYPES[extension === '' ? '.html' : extension]
  return type ? { path, type } : null
}
