/**
 * Builds the bundled server: Next's standalone output of cms/, with our own entry, ready to run without node_modules.
 * Skips the work when nothing that goes into it has changed.
 *
 *   node scripts/build-server.mjs [--force]
 *
 * Result: cms/.next/standalone/cms/main.js
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const standalone = path.join(root, 'cms/.next/standalone')
const output = path.join(standalone, 'cms')
const stamp = path.join(root, 'cms/.next/server-inputs.sha256')

/** Everything the build reads of ours. */
const INPUTS = [
  'cms',
  'lib',
  'renderer',
  'scripts/build-server.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const NOT_INPUTS = new Set(['.next', 'node_modules', 'payload-types.ts', 'next-env.d.ts'])

function* filesIn(name) {
  const full = path.join(root, name)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) {
    yield full
    return
  }
  for (const entry of fs.readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!NOT_INPUTS.has(entry.name)) yield* filesIn(path.join(name, entry.name))
  }
}

function inputsHash() {
  const hash = createHash('sha256')
  for (const name of INPUTS) {
    for (const file of filesIn(name)) {
      hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

function buildNext() {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const result = spawnSync(process.execPath, [next, 'build', 'cms', '--webpack'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (result.status !== 0) throw new Error(`next build failed (exit ${result.status ?? result.signal})`)
}

async function bundleEntry() {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: path.join(root, 'cms/server/main.ts'),
      outDir: output,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'main.js' } },
    },
  })
}

function completeStandalone() {
  fs.rmSync(path.join(output, 'server.js'), { force: true })
  fs.cpSync(path.join(root, 'cms/.next/static'), path.join(output, '.next/static'), { recursive: true })
  const publicFolder = path.join(root, 'cms/public')
  if (fs.existsSync(publicFolder)) fs.cpSync(publicFolder, path.join(output, 'public'), { recursive: true })
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  fs.writeFileSync(path.join(output, 'version.json'), JSON.stringify({ version }))
  for (const folder of [standalone, output]) {
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"commonjs"}\n')
  }
}

const hash = inputsHash()
const built =
  fs.existsSync(stamp) && fs.existsSync(path.join(output, 'main.js')) && fs.readFileSync(stamp, 'utf8') === hash
if (built && !process.argv.includes('--force')) {
  console.log('Server is up to date.')
} else {
  fs.rmSync(stamp, { force: true })
  fs.rmSync(standalone, { recursive: true, force: true })
  buildNext()
  completeStandalone()
  await bundleEntry()
  fs.writeFileSync(stamp, hash)
  console.log('Server built.')
}
