import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from '../../support/server'

test.skipIf(process.platform === 'win32')(
  'in a folder open to everyone the server keeps all it writes to itself',
  async () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-open-'))
    fs.chmodSync(dataDir, 0o755)
    const server = await startServer({ dataDir, firstStart: true })
    try {
      await server.rest('POST', '/api/customers', { name: 'A', tenant: 'main' })
      const files = fs.readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
      expect(files).toEqual(expect.arrayContaining(['ax-station.db', 'ax-station.db-wal', 'secret', 'logs/server.log']))
      const open = ['.', ...files].filter((name) => fs.statSync(path.join(dataDir, name)).mode & 0o077)
      expect(open).toEqual([])
    } finally {
      await server.stop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  },
)
