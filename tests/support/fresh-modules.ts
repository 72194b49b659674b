import { vi } from 'vitest'

const KEPT = Symbol.for('ax-station.environment-of-tests')
const world = globalThis as { [KEPT]?: NodeJS.ProcessEnv }

/** Files share a process (vitest.config.ts). Each has our modules to itself all the same; what those stand on stays loaded. */
vi.resetModules()

/** And each finds the environment that the process began with. */
world[KEPT] ??= { ...process.env }
for (const name of Object.keys(process.env)) if (!(name in world[KEPT])) delete process.env[name]
Object.assign(process.env, world[KEPT])
