import { prepare, root } from './setup/prepare.mjs'

await prepare()

const { stopOnSignals } = await import('./start/processes.mjs')
const { buildServer, startServer } = await import('./start/server.mjs')

stopOnSignals()
buildServer(root)
await startServer({ root, demo: process.env.AX_DEMO === '1', restored: process.argv.includes('--restored') })
