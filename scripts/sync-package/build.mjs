import { rmSync } from 'node:fs'
import { writeEngineModules, writePageModules } from './modules.mjs'
import { folder } from './package.mjs'

/** Writes the modules of the package. */
rmSync(folder, { recursive: true, force: true })
await writePageModules(folder)
await writeEngineModules(folder)
