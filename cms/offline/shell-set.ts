import { BUILD_META, SET, SHELL, STATIC, setOf } from '@/renderer/hosts/shell-names'

const FONTS = `${STATIC}media/`

export const isStatic = (path: string): boolean => path.startsWith(STATIC)

/** Scripts and styles that the page names, for itself and for React. */
export function filesOf(html: string): readonly string[] {
  const named = html.matchAll(/\bstatic\/(?:chunks|css)\/[^"'\\\s<>?#]+?\.(?:js|css)\b/g)
  return [...new Set(Array.from(named, ([file]) => `/_next/${file}`))]
}

/** The build a page says it is of; `null` for any other page. */
export function buildOf(html: string): string | null {
  return new RegExp(`<meta name="${BUILD_META}" content="([\\w-]+)"`).exec(html)?.[1] ?? null
}

/**
 * Fetches the files of one build as one set. The page itself comes last: a set that has it is whole.
 *
 * @throws Error where a file is missing, or the server has another build by now; nothing is served from such a set
 */
export async function fetchSet(build: string): Promise<void> {
  await caches.delete(setOf(build))
  const cache = await caches.open(setOf(build))
  // Without the cookie: a page that knows nobody may be kept for everybody.
  const shell = await fetched(new Request(SHELL, { credentials: 'omit', cache: 'no-store' }))
  const html = await shell.clone().text()
  if (buildOf(html) !== build) throw new Error('The server has another build by now')
  const files = await Promise.all(filesOf(html).map((file) => take(cache, file)))
  if (files.length === 0) throw new Error('The shell names no files')
  await takeFonts(cache, files)
  await cache.put(SHELL, shell)
}

/** The shell of the build, once its set is whole. */
export async function shellOf(build: string): Promise<Response | null> {
  const cache = await caches.open(setOf(build))
  return (await cache.match(SHELL, { ignoreVary: true })) ?? null
}

/**
 * A file with the hash of its content in its name: from whichever set has it, so that an open page finds those of its own
 * build. Typefaces are kept as they are used: a page draws with few of the many slices.
 */
export async function staticFile(request: Request, build: string): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok && new URL(request.url).pathname.startsWith(FONTS)) {
    const cache = await caches.open(setOf(build))
    await cache.put(request, answer.clone()).catch(() => undefined)
  }
  return answer
}

/** Removes the sets of builds that no open page is of. */
export async function dropOldSets(build: string): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  const needed = new Set([setOf(build), ...held.map(({ name }) => name)])
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(SET) && !needed.has(name)).map((name) => caches.delete(name)),
  )
}

async function take(cache: Cache, file: string): Promise<Response> {
  const answer = (await caches.match(file, { ignoreVary: true })) ?? (await fetched(new Request(file)))
  await cache.put(file, answer.clone())
  return answer
}

/** Slices that earlier sets came to hold and this build still has. */
async function takeFonts(cache: Cache, files: readonly Response[]): Promise<void> {
  const styles = files.filter(({ headers }) => headers.get('content-type')?.startsWith('text/css'))
  const text = (await Promise.all(styles.map((style) => style.text()))).join('\n')
  for (const name of await caches.keys()) {
    const earlier = await caches.open(name)
    for (const request of await earlier.keys()) {
      const file = new URL(request.url).pathname
      const font = file.startsWith(FONTS) && text.includes(file.slice(FONTS.length)) && (await earlier.match(request))
      if (font) await cache.put(file, font)
    }
  }
}

async function fetched(request: Request): Promise<Response> {
  const answer = await fetch(request)
  if (!answer.ok || answer.redirected) throw new Error(`${request.url} answered ${answer.status}`)
  return answer
}
