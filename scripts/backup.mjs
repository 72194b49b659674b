import { prepare, root } from './setup/prepare.mjs'

/** Copies the data of the server, running or not, into a folder: npm run backup -- FOLDER */
await prepare()

const { runServerCommand } = await import('./start/server.mjs')

process.exitCode = await runServerCommand(root, 'backup', process.argv[2])
