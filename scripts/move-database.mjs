import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

/**
 * Takes the site of a stopped server from SQLite to an empty PostgreSQL: DATABASE_URI=postgres://... npm run move-database. The
 * address has a password in it: as an argument npm would print it, and everybody on the machine could read it while this runs.
 */
await prepare()

const { pinnedNode, toolEnvironment } = await import('./setup/pinned-node.mjs')

const uri = process.env.DATABASE_URI
if (process.argv[2] || !/^postgres(ql)?:\/\//.test(uri ?? ''))
  fail('bad_argument', 'Name the new database in the environment: DATABASE_URI=postgres://... npm run move-database')
const dataDir = process.env.AX_DATA_DIR ?? join(root, '.data')
const file = join(dataDir, 'ax-station.db')
if (!existsSync(file)) fail('nothing_to_move', `There is no database in ${dataDir}; AX_DATA_DIR says where it is.`)
const kept = join(dataDir, 'secret')
const secret = process.env.PAYLOAD_SECRET ?? (existsSync(kept) ? readFileSync(kept, 'utf8').trim() : undefined)
if (!secret) fail('no_secret', 'PAYLOAD_SECRET is not set, and the data directory has none.')

const { status } = spawnSync(
  pinnedNode(root),
  [join(root, 'node_modules/payload/bin.js'), 'run', 'cms/database/move-command.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment(root, {
      PAYLOAD_CONFIG_PATH: 'cms/payload.config.ts',
      PAYLOAD_SECRET: secret,
      DATABASE_URI: uri,
      AX_MOVE_FROM: file,
    }),
  },
)
if (status === 0) {
  const from = process.env.PAYLOAD_SECRET ? 'the one it has' : `the line in ${kept}`
  console.log(`Start the servers with DATABASE_URI and PAYLOAD_SECRET (${from}). The file stays as it was.`)
}
process.exitCode = status ?? 1
