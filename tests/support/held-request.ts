import { once } from 'node:events'
import http from 'node:http'

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any
}

/** A request with a JSON body that the server is at, and cannot finish: it waits for the body, which `finish` sends. */
export async function heldRequest(
  url: string,
  headers: Record<string, string>,
  body: object,
): Promise<{ finish(): Promise<Answer> }> {
  const text = JSON.stringify(body)
  const req = http.request(url, {
    method: 'POST',
    agent: false,
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      Expect: '100-continue',
    },
  })
  req.flushHeaders()
  await once(req, 'continue')
  return {
    async finish() {
      req.end(text)
      const [res] = (await once(req, 'response')) as [http.IncomingMessage]
      let answer = ''
      res.setEncoding('utf8')
      for await (const part of res) answer += part
      return { status: res.statusCode ?? 0, headers: res.headers, body: JSON.parse(answer) }
    },
  }
}
