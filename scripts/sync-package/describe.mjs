import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folder, manifest, root } from './package.mjs'

/** What belongs into the package beside its modules: its manifest, its documentation, and types that every tool can follow. */

/** The documentation, in the words of the package and without ways that lead out of it. */
function readme() {
  const text = readFileSync(join(root, 'lib/sync/README.md'), 'utf8')
  return text.replaceAll('@/lib/sync', manifest.name).replace(/\[([^\]]*)\]\(\.\.\/\.\.\/[^)]*\)/g, '$1')
}

/** Declarations name what they import without its ending; Node wants the file. */
function nameImportedFiles(file) {
  const text = readFileSync(file, 'utf8')
  const named = text.replace(
    /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}(?:\/[^'"]*)?)\2/g,
    (_whole, before, mark, path) => `${before}${mark}${fileOf(dirname(file), path)}${mark}`,
  )
  if (named !== text) writeFileSync(file, named)
}

function fileOf(from, path) {
  const target = join(from, path)
  if (existsSync(`${target}.d.ts`)) return `${path}.js`
  if (existsSync(target) && statSync(target).isDirectory()) return `${path.replace(/\/$/, '')}/index.js`
  throw new Error(`${from} imports ${path}, which is not declared`)
}

const types = join(folder, 'types')
for (const entry of readdirSync(types, { recursive: true })) {
  if (entry.endsWith('.d.ts')) nameImportedFiles(join(types, entry))
}
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
writeFileSync(join(folder, 'README.md'), readme())
cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
