import path from 'node:path'
import { getPayload } from 'payload'
import config from '../payload.config'
import { MoveProblem, moveDatabase } from './move'

/**
 * `npm run move-database`: run by Payload on the new database. The server must be stopped, and PAYLOAD_SECRET
 * be the one that the site's keys were made with.
 */
const file = process.env.AX_MOVE_FROM ?? ''
const uri = process.env.DATABASE_URI ?? ''

try {
  const payload = await getPayload({ config, disableOnInit: true })
  payload.logger.level = 'warn'
  await payload.db.migrate()
  const moved = await moveDatabase(payload, path.resolve(file), uri)
  for (const { table, rows, hash } of moved) process.stdout.write(`${table}: ${rows} rows, ${hash.slice(0, 16)}\n`)
  process.stdout.write(`Moved and compared: ${moved.reduce((sum, { rows }) => sum + rows, 0)} rows.\n`)
  await payload.destroy()
} catch (error) {
  const code = error instanceof MoveProblem ? error.code : 'not_moved'
  process.stderr.write(`${code}: Nothing was moved. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
