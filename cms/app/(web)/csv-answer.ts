const FRESH = { 'Cache-Control': 'no-store' }

/** A table as a file that the browser keeps; `name` without its ending, in letters that need no escape. */
export const csvFile = (name: string, table: string | ReadableStream<Uint8Array>): Response =>
  new Response(table, {
    headers: {
      ...FRESH,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    },
  })

export const refuse = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })
