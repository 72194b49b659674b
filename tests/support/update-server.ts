import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const sha512 = (bytes: string | Buffer) => createHash('sha512').update(bytes).digest('base64')

interface Announced {
  readonly sha512?: string | null
  readonly url?: string
  /** Bytes of the block map at the installer's end, where there is one. */
  readonly blockMapSize?: number
}

/** A file server as an owner would put up, with the installers of AppImages and what electron-builder writes beside them. */
export interface UpdateServer {
  readonly url: string
  /** Paths asked for since the start, without their queries. */
  readonly asked: string[]
  /** Bytes of files that were sent. */
  readonly sent: () => number
  /** Puts a version there; `announced` replaces what is said of it. */
  publish(version: string, installer: string | Buffer, announced?: Announced): void
  /** The descriptions are there, the installers are not. */
  missing: boolean
  /** Answers instead of the files; `null`: the files again. */
  instead: RequestListener | null
  stop(): Promise<void>
}

export async function startUpdateServer(): Promise<UpdateServer> {
  const files = new Map<string, Buffer>()
  let sent = 0
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    asked.push(pathname)
    if (started.instead) {
      started.instead(request, response)
      return
    }
    const found = started.missing && !pathname.endsWith('.yml') ? undefined : files.get(pathname)
    if (found) sent += answer(found, request.headers.range, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const started: UpdateServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stations`,
    asked,
    sent: () => sent,
    publish(version, installer, { sha512: sum = sha512(installer), url, blockMapSize } = {}) {
      const name = `ax-station-${version}-linux-x86_64.AppImage`
      files.set(`/stations/${name}`, Buffer.from(installer))
      files.set(
        '/stations/latest-linux.yml',
        Buffer.from(
          [
            `version: ${version}`,
            'files:',
            `  - url: ${url ?? name}`,
            ...(sum === null ? [] : [`    sha512: ${sum}`]),
            `    size: ${installer.length}`,
            ...(blockMapSize === undefined ? [] : [`    blockMapSize: ${blockMapSize}`]),
            `path: ${url ?? name}`,
            ...(sum === null ? [] : [`sha512: ${sum}`]),
            "releaseDate: '2026-01-15T10:00:00.000Z'",
            '',
          ].join('\n'),
        ),
      )
    },
    missing: false,
    instead: null,
    stop: () => new Promise((done) => server.close(() => done())),
  }
  return started
}

/** Sends the file, or the one part of it that is asked for; more at once are not given, as by most stores. How many bytes of it that is. */
function answer(file: Buffer, range: string | undefined, response: ServerResponse): number {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  const bytes = from === undefined ? file : file.subarray(Number(from), Number(to) + 1)
  const headers = from === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${file.length}` }
  response.writeHead(from === undefined ? 200 : 206, { 'accept-ranges': 'bytes', ...headers }).end(bytes)
  return bytes.length
}

/** What stands in the AppImage before anything is installed. */
export const RUNS = 'the version that runs'

/** A machine on which the station is an AppImage, a file that is not run, and the folder with its `app-update.yml`. */
export function appImageOf(url: string): { folder: string; file: string; resources: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ax-update-'))
  const file = join(folder, 'ax-station.AppImage')
  writeFileSync(file, RUNS, { mode: 0o755 })
  writeFileSync(
    join(folder, 'app-update.yml'),
    `provider: generic\nurl: ${url}\nuseMultipleRangeRequest: false\nupdaterCacheDirName: ax-station-updater\n`,
  )
  return { folder, file, resources: folder }
}
