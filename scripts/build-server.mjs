/**
 * Builds the bundled server: what Next makes of cms/, with our own entry.
 * Skips the work when nothing that goes into it has changed. With AX_MONGODB=unproven it carries MongoDB's driver.
 *
 *   node scripts/build-server.mjs [--packaged] [--force]
 *
 * For a checkout Turbopack builds it, in a third of the time, and what it depends on stays in node_modules. Packages carry
 * webpack's (`--packaged`): smaller, minified throughout, with all it needs beside it, and without symbolic links. A checkout
 * takes that one too where it is there.
 *
 * Result: cms/.next/standalone/cms/main.js
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { folder as docs } from './docs/site.mjs'
import { bundleEntry } from './setup/bundle-entry.mjs'
import { bundleWorker } from './setup/bundle-worker.mjs'
import { COMPILED } from './setup/compiled.mjs'
import { compressTexts } from './setup/compress.mjs'
import { makeModulesEager } from './setup/eager-modules.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const next = path.join(root, 'cms/.next')
/** Where `next build` works (next.config.mjs: distDir). */
const workshop = path.join(next, 'build')
/** Finished servers, by the hash of their inputs; a running one keeps its own files when a newer one is built. */
const builds = path.join(next, 'builds')
/** One that is not finished yet: as deep as those that are, so that its links keep. */
const fresh = path.join(builds, 'unfinished')
/** Always leads to the newest. */
const current = path.join(next, 'standalone')
const lock = path.join(next, 'build.lock')
const KEPT_BUILDS = 3
const STOP_SIGNALS = ['SIGINT', 'SIGTERM']

class Stopped extends Error {}

/** Everything the build reads of ours. */
const INPUTS = [
  'cms',
  'lib',
  'preload',
  'renderer',
  'docs/library',
  'docs/sync-spec.md',
  'docs/commands.md',
  'scripts/build-server.mjs',
  'scripts/docs',
  'scripts/docs.mjs',
  'scripts/setup/bundle-entry.mjs',
  'scripts/setup/bundle-worker.mjs',
  'scripts/setup/compress.mjs',
  'scripts/setup/eager-modules.mjs',
  'scripts/sync-package',
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
  // What is built for MongoDB carries its driver (cms/next.config.mjs).
  if (process.env.AX_MONGODB === 'unproven') hash.update('mongodb')
  for (const name of INPUTS) {
    for (const file of filesIn(name)) {
      hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** Runs a program; it stops with this command, so that none goes on building behind the next start's back. */
async function runToEnd(name, args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // What this runs on is what there is: dependencies installed by one step would be taken from under the other.
    env: {
      ...process.env,
      AX_PINNED_NODE: process.env.AX_PINNED_NODE ?? process.execPath,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      AX_PACKAGED: packaged ? 'yes' : 'no',
    },
  })
  let stopped = false
  const stop = () => {
    stopped = true
    child.kill('SIGTERM')
  }
  for (const signal of STOP_SIGNALS) process.on(signal, stop)
  const [code, signal] = await once(child, 'exit')
  for (const signal of STOP_SIGNALS) process.off(signal, stop)
  if (stopped) throw new Stopped()
  if (code !== 0) throw new Error(`${name} failed (exit ${code ?? signal})`)
}

const buildNext = (bundler) =>
  runToEnd('next build', [path.join(root, 'node_modules/next/dist/bin/next'), 'build', 'cms', `--${bundler}`])

/** The documentation of the library: done long before Next is, on what that leaves of the processor. */
const buildDocs = () => runToEnd('npm run docs', [path.join(root, 'scripts/docs.mjs')])

/** What Next copied of node_modules is there already; of its own files the scripts for pages are not. */
function collectStandalone() {
  const standalone = path.join(workshop, 'standalone')
  fs.rmSync(path.join(standalone, 'cms/server.js'), { force: true })
  fs.cpSync(path.join(workshop, 'static'), path.join(standalone, 'cms/.next/build/static'), { recursive: true })
  fs.mkdirSync(builds, { recursive: true })
  fs.renameSync(standalone, fresh)
}

/** The build moves as it is; its links into node_modules begin elsewhere then. */
function collectForCheckout() {
  const moved = path.join(fresh, 'cms/.next/build')
  fs.mkdirSync(path.dirname(moved), { recursive: true })
  const links = [...linksIn(workshop, 'node_modules')].map((name) => ({
    link: path.join(moved, name),
    target: fs.realpathSync(path.join(workshop, name)),
  }))
  fs.renameSync(workshop, moved)
  for (const { link, target } of links) {
    fs.rmSync(link, { recursive: true })
    // Relative, so that a checkout can be moved.
    fs.symlinkSync(path.relative(path.dirname(link), target), link, 'junction')
  }
}

/** Names of the links in `folder` of `base`, those in packages' scopes too. */
function* linksIn(base, folder) {
  for (const entry of fs.readdirSync(path.join(base, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name)
    if (entry.isSymbolicLink()) yield name
    else if (entry.isDirectory()) yield* linksIn(base, name)
  }
}

function complete() {
  const output = path.join(fresh, 'cms')
  const files = path.join(output, '.next/build/static')
  makeModulesEager(files)
  compressTexts(files)
  const publicFolder = path.join(root, 'cms/public')
  if (fs.existsSync(publicFolder)) fs.cpSync(publicFolder, path.join(output, 'public'), { recursive: true })
  fs.cpSync(docs, path.join(output, 'docs'), { recursive: true })
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  fs.writeFileSync(path.join(output, 'version.json'), JSON.stringify({ version }))
  for (const folder of [fresh, output]) fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"commonjs"}\n')
}

/** One build at a time; waits for another's, unless whoever began it is gone. */
async function withLock(work) {
  fs.mkdirSync(next, { recursive: true })
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(Number(fs.readFileSync(lock, { encoding: 'utf8', flag: 'a+' })))) fs.rmSync(lock, { force: true })
      else await sleep(200)
    }
  }
  try {
    return await work()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Makes `current` lead to a finished build, in one step where the system has one. */
function lead(target) {
  const link = `${current}.new`
  fs.rmSync(link, { recursive: true, force: true })
  fs.symlinkSync(target, link, 'junction')
  // A folder of an older lay-out, or a junction, which Windows does not replace by renaming.
  if (!fs.lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink() || process.platform === 'win32') {
    fs.rmSync(current, { recursive: true, force: true })
  }
  fs.renameSync(link, current)
}

function forgetOldBuilds() {
  const newestFirst = fs
    .readdirSync(builds)
    .map((name) => ({ name, at: fs.statSync(path.join(builds, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of newestFirst.slice(KEPT_BUILDS)) {
    fs.rmSync(path.join(builds, name), { recursive: true, force: true })
  }
}

const force = process.argv.includes('--force')
const packaged = process.argv.includes('--packaged')

await withLock(async () => {
  const hash = inputsHash().slice(0, 16)
  const targets = (packaged ? ['webpack'] : ['webpack', 'turbopack']).map((bundler) => ({
    bundler,
    folder: path.join(builds, `${hash}-${bundler}`),
  }))
  const built = targets.find(({ folder }) => fs.existsSync(path.join(folder, 'cms/main.js')))
  if (built && !force) {
    console.log('Server is up to date.')
    lead(built.folder)
  } else {
    const { bundler, folder } = targets.at(-1)
    for (const old of [workshop, fresh]) fs.rmSync(old, { recursive: true, force: true })
    await Promise.all([buildNext(bundler), buildDocs()])
    if (packaged) collectStandalone()
    else collectForCheckout()
    complete()
    await bundleEntry(root, {
      entry: path.join(root, 'cms/server/main.ts'),
      outDir: path.join(fresh, 'cms'),
      fileName: 'main.js',
    })
    await bundleWorker(root, {
      entry: path.join(root, 'cms/offline/worker.ts'),
      outDir: path.join(fresh, 'cms'),
      fileName: 'worker.js',
    })
    fs.rmSync(folder, { recursive: true, force: true })
    fs.rmSync(path.join(root, COMPILED), { recursive: true, force: true })
    fs.renameSync(fresh, folder)
    console.log('Server built.')
    lead(folder)
  }
  forgetOldBuilds()
}).catch((error) => {
  if (!(error instanceof Stopped)) throw error
  process.exit(143)
})
