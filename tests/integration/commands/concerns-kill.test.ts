import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { idOfNextTry } from '@/lib/domain'
import { snapshotSchema } from '@/lib/sync/car-wash/wire'
import { startServer, type TestServer } from '../../support/server'
import { addStation, command, type Headers, send, sendOne } from './site'

const HANDED_OVER = 40

async function openAt(server: TestServer, headers: Headers): Promise<readonly string[]> {
  const response = await fetch(`${server.url}/api/v1/sync/snapshot`, { headers })
  return snapshotSchema.parse(await response.json()).concerns.map(({ concernId }) => concernId)
}

test('a server killed while things are handed over and decided on has each of them once, and each decision', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-concerns-'))
  let server = await startServer({ dataDir })
  try {
    const raised = Array.from({ length: HANDED_OVER }, (_, index) => {
      const refused = command('job.start', { jobId: '00000000-0000-4000-8000-000000000001' })
      const about = { orderID: null, plate: `KIL ${index}` }
      const text = { action: JSON.stringify(refused), answer: '{}' }
      return command('concern.raise', { concernId: refused.id, about, ...text }, { id: idOfNextTry(refused.id) })
    })
    const ids = raised.map(({ payload }) => ('concernId' in payload ? payload.concernId : ''))
    const settled = ids.slice(0, HANDED_OVER / 2)
    const settle = settled.map((concernId) => command('concern.settle', { concernId, decision: 'not_needed' }))

    /** Sends, kills the server in the middle of it, and sends the same again, as a station does. */
    const throughAKill = async (commands: typeof raised) => {
      const unanswered = send(server, server.asStation(), ...commands).catch(() => [])
      await Promise.race([unanswered, new Promise((resolve) => setImmediate(resolve))])
      await server.kill9()
      await unanswered
      server = await startServer({ dataDir })
      for (const result of await send(server, server.asStation(), ...commands)) {
        expect(['applied', 'duplicate']).toContain(result.status)
      }
    }
    await throughAKill(raised)
    expect([...(await openAt(server, server.asStation()))].sort()).toEqual([...ids].sort())
    const bay = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
    expect(await openAt(server, bay)).toEqual([])
    await throughAKill(settle)
    expect([...(await openAt(server, server.asStation()))].sort()).toEqual([...ids.slice(HANDED_OVER / 2)].sort())
    const otherwise = command('concern.settle', { concernId: settled[0], decision: 'done_again' })
    expect(await sendOne(server, server.asStation(), otherwise)).toMatchObject({
      reason: 'rules.command.concern_decided',
    })
  } finally {
    await server.kill9()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
