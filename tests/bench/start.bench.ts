import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../support/server'
import { settledBytes } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'

const STARTS = 7

/** The floor: Node with an HTTP server and nothing else, from `spawn` to its first word. */
async function bare(): Promise<number> {
  const took: number[] = []
  const code = `require('node:http').createServer(() => {}).listen(0, '127.0.0.1', () => process.send('ready'))`
  for (let start = 0; start < STARTS; start += 1) {
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    took.push(await timed(() => new Promise((resolve) => child.once('message', resolve))))
    child.kill()
  }
  return percentile(took, 50)
}

const benchmark: Benchmark = {
  name: 'Start',
  async run() {
    const floor = await bare()
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-start-'))
    const took: number[] = []
    let bytes = 0
    try {
      let server = await startServer({ dataDir })
      for (let start = 0; start < STARTS; start += 1) {
        await server.stop()
        const { adminToken, cookieName } = server
        took.push(
          await timed(async () => {
            server = await startServer({ dataDir, signedIn: { adminToken, cookieName } })
            await fetch(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })
          }),
        )
      }
      bytes = await settledBytes(server.pid)
      await server.stop()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
    const rows: Row[] = [
      {
        ...{ what: 'server, from its start to its first answer', value: percentile(took, 50), unit: 'ms', floor },
        note: `median of ${STARTS} on a site's data; 1,000 ms is the aim; floor: Node with an HTTP server`,
      },
      {
        ...{
          what: 'resident memory of the server, nobody connected',
          value: bytes / 2 ** 20,
          unit: 'MiB',
          floor: null,
        },
        note: 'lowest of 4 s',
      },
    ]
    return rows
  },
}

export default benchmark
