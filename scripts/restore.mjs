import { prepare, root } from './setup/prepare.mjs'

/** Puts a backup in the place of the data of the server, which must not run: npm run restore -- FOLDER */
await prepare()

const { runServerCommand } = await import('./start/server.mjs')

process.exitCode = await runServerCommand(root, 'restore', process.argv[2])
