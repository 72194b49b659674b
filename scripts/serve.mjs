import { prepare, root } from './setup/prepare.mjs'

await prepare()

const { build } = await import('./start/build.mjs')
const { stopOnSignals } = await import('./start/processes.mjs')
const { startServer } = await import('./start/server.mjs')

stopOnSignals()
await build(root, 'server')
await startServer({ root, demo: process.env.AX_DEMO === '1', restored: process.argv.includes('--restored') })
