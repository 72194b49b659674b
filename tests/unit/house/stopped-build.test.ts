import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'ax-build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `npm start` as far as its build, which runs `script`. */
function startBuilding(script: string) {
  const [start, builder] = ['start.mjs', 'builder.mjs'].map((name) => join(folder, name)) as [string, string]
  const from = (file: string) => JSON.stringify(pathToFileURL(join(ROOT, 'scripts/start', file)).href)
  writeFileSync(builder, script)
  writeFileSync(
    start,
    `import { build } from ${from('build.mjs')}
     import { stopOnSignals } from ${from('processes.mjs')}
     stopOnSignals()
     await build(${JSON.stringify(ROOT)}, 'server', ${JSON.stringify(builder)})
     console.log('built')
     process.exit(0)`,
  )
  // A group of its own, as a terminal makes one for each command.
  const child = spawn(process.execPath, [start], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const begun = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        output += part
        if (output.includes('building')) resolve()
      })
    }
  })
  const ended = once(child, 'close').then(([code]) => ({ code, output }))
  return { pid: child.pid as number, begun, ended }
}

const LASTING = `console.log('building'); setInterval(() => {}, 1000)`

test.each([
  ['SIGTERM to the command', 'SIGTERM', 1],
  ['Ctrl-C, which the whole group gets', 'SIGINT', -1],
] as const)('a build stopped by %s says so, and is no failure', async (_, signal, whom) => {
  const { pid, begun, ended } = startBuilding(LASTING)
  await begun
  process.kill(whom * pid, signal)
  const { code, output } = await ended
  expect(output).toContain('Stopped before the server was built; the next start builds it.')
  expect(output).not.toContain('build_failed')
  expect(code).toBe(0)
})

test('a build that fails says so; one that succeeds lets the start go on', async () => {
  const failed = await startBuilding('process.exit(1)').ended
  expect(failed.output).toMatch(/^build_failed: The server could not be built/)
  expect(failed.code).toBe(1)
  const built = await startBuilding('process.exit(0)').ended
  expect(built).toEqual({ code: 0, output: 'built\n' })
})
