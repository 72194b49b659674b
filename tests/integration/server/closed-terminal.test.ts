import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { SERVER_ENTRY } from '../../support/server'

/** Processor time a process has used, in hundredths of a second. */
function ticks(pid: number): number {
  const [, fields = ''] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number)
  return user + system
}

test.skipIf(process.platform !== 'linux')(
  'a server whose terminal was closed goes on, and is not kept busy by what it cannot print',
  async () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-terminal-'))
    const child = spawn(process.execPath, [SERVER_ENTRY], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        AX_DATA_DIR: dataDir,
        AX_PORT: '0',
        AX_PROVISION_STATION: '{"name":"desk","role":"cashier"}',
      },
    })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    try {
      const { url, apiKey } = await new Promise<{ url: string; apiKey: string }>((resolve, reject) => {
        let key = ''
        child.once('exit', () => reject(new Error('The server ended')))
        child.on('message', (message: { type: string; url: string; apiKey?: string }) => {
          key = message.apiKey ?? key
          if (message.type === 'ready') resolve({ url: message.url, apiKey: key })
        })
      })
      child.stdout?.destroy()
      child.stderr?.destroy()
      // What it wants to say then fits neither in its log nor on the terminal.
      fs.rmSync(path.join(dataDir, 'logs'), { recursive: true })
      const database = new Database(path.join(dataDir, 'ax-station.db'))
      database.exec('ALTER TABLE sync_heads RENAME TO gone')
      database.close()
      const snapshot = () =>
        rawRequest(`${url}/api/v1/sync/snapshot`, { headers: { Authorization: `stations API-Key ${apiKey}` } })
      expect((await snapshot()).status).toBe(500)

      let before = ticks(child.pid as number)
      const inOneSecond = () => {
        const now = ticks(child.pid as number)
        const used = now - before
        before = now
        return used
      }
      await expect.poll(inOneSecond, { interval: 1_000, timeout: 10_000 }).toBeLessThan(10)
      await expect.poll(inOneSecond, { interval: 1_000, timeout: 3_000 }).toBeLessThan(10)
      expect((await snapshot()).status).toBe(500)
    } finally {
      child.kill('SIGKILL')
      await exited
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  },
)
