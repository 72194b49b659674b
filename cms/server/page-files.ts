import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { STATIC } from '@/renderer/hosts/shell-names'
import { accepts, type Coding } from '../sync/http/codings'

/** What pages are made of. A file of another kind is Next's to answer. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
}

/** As scripts/build-server.mjs left them beside each file that becomes smaller: the smallest first. */
const COMPRESSED: readonly { readonly coding: Coding; readonly ending: string }[] = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
]

/** @returns false where what was asked for is not a file of the pages */
export type AnswerFile = (req: IncomingMessage, res: ServerResponse) => boolean

/**
 * Answers for the files that the built pages in `folder` consist of. Their names change with what is in them, so that
 * whoever has one asks for it no more; and they are compressed once, when they are built, where Next would do it for every
 * visitor. Each is read once: all who load it share its bytes, however slowly they take them.
 */
export function builtFiles(folder: string): AnswerFile {
  const names = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')),
  )
  const contents = new Map<string, Promise<Buffer>>()
  const read = (name: string): Promise<Buffer> => {
    const known = contents.get(name)
    if (known) return known
    const content = readFile(path.join(folder, name))
    contents.set(name, content)
    // What could not be read now may be read the next time.
    content.catch(() => contents.delete(name))
    return content
  }
  return (req, res) => {
    const name = nameOf(req)
    const type = name && TYPES[path.posix.extname(name)]
    // A name that is known leads nowhere else: it is one of the folder's own.
    if (!name || !type || !names.has(name)) return false
    const compressed = COMPRESSED.filter(({ ending }) => names.has(name + ending))
    const chosen = compressed.find(({ coding }) => accepts(req, coding))
    read(name + (chosen?.ending ?? '')).then(
      (content) => {
        res.writeHead(200, {
          'Content-Type': type,
          'Content-Length': content.length,
          'Cache-Control': 'public, max-age=31536000, immutable',
          'X-Content-Type-Options': 'nosniff',
          ...(compressed.length > 0 && { Vary: 'Accept-Encoding' }),
          ...(chosen && { 'Content-Encoding': chosen.coding }),
        })
        res.end(req.method === 'HEAD' ? undefined : content)
      },
      // A page must not wait for ever; loaded anew it asks again.
      () => res.writeHead(503, { 'Cache-Control': 'no-store', 'Retry-After': '1' }).end(),
    )
    return true
  }
}

/** Name of the file a request is for, as it lies in the folder. */
function nameOf({ method, url = '' }: IncomingMessage): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(STATIC)) return null
  try {
    return decodeURIComponent(url.slice(STATIC.length).split('?', 1)[0] as string)
  } catch {
    return null
  }
}
