import { freePort } from '../../support/free-port'

const ports = await Promise.all(Array.from({ length: Number(process.argv[2]) }, freePort))
process.send?.(ports)
process.on('disconnect', () => process.exit())
