/** A handler of Payload's REST addresses. */
type Handler = (request: Request, args: Args) => Promise<Response>
interface Args {
  readonly params: Promise<{ readonly slug?: string[] }>
}

/** How often what conflicted with another transaction is done in all. */
const ATTEMPTS = 3

/**
 * Does a write again that another transaction was in the way of, before its sender is told. Only that of one document: it is
 * one transaction, which the database has undone whole. What signs in, or does several things one after the other, is told
 * at once: a part of it may be done.
 */
export function againAfterConflict(handler: Handler): Handler {
  return async (request, args) => {
    const { slug = [] } = await args.params
    if (!isOfOneDocument(request.method, slug)) return handler(request, args)
    const { url, method, headers, signal } = request
    const body = await request.arrayBuffer()
    const given = { method, headers, signal, ...(body.byteLength > 0 && { body }) }
    for (let attempt = 1; ; attempt++) {
      const response = await handler(new Request(url, given), args)
      if (attempt === ATTEMPTS || !(await isConflict(response))) return response
    }
  }
}

const isOfOneDocument = (method: string, slug: readonly string[]): boolean =>
  method === 'POST' ? slug.length === 1 : slug.length === 2 && /^\d+$/.test(slug[1] ?? '')

/** As refusals.ts names it: of this nothing is left, and the other transaction has ended. One that waited in vain is told so. */
export const CONFLICT = 'Conflict'

async function isConflict(response: Response): Promise<boolean> {
  if (response.status !== 503) return false
  const { errors } = (await response.clone().json()) as { errors?: { name?: unknown }[] }
  return errors?.[0]?.name === CONFLICT
}
