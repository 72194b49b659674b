import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail, say } from './setup/say.mjs'

await prepare()

const { runnerImport } = await import('vite')
const { pinnedNode } = await import('./setup/pinned-node.mjs')
const { comparisonLines, tableLines } = await import('./bench/table.mjs')
const { GROWTH_PLOT, growthPlot } = await import('./bench/plot.mjs')

const folder = join(root, 'tests/bench')
const available = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts') || file.endsWith('.bench.tsx'))
  .sort()
const wanted = process.argv.slice(2)
const chosen = available.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
if (chosen.length === 0) fail('bad_argument', `No such benchmark; there are: ${available.join(', ')}`)

for (const script of ['build-server.mjs', 'build-station.mjs']) {
  const { status } = spawnSync(pinnedNode(root), [join(root, 'scripts', script)], { stdio: 'inherit' })
  if (status !== 0) fail('build_failed', `${script} did not succeed; see above.`)
}

const lines = []
for (const file of chosen) {
  say(`Measuring ${file.replace(/\.bench\.tsx?$/, '')} …`)
  const { module } = await runnerImport(join(folder, file), {
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
  })
  const found = await module.default.run()
  const table = Array.isArray(found) ? tableLines(found) : comparisonLines(found)
  const part = [`### ${module.default.name}`, '', ...table, '']
  lines.push(...part)
  if (file.startsWith('growth')) {
    writeFileSync(join(root, GROWTH_PLOT), growthPlot(table))
    say(`Drawn in ${GROWTH_PLOT}; its table belongs into docs/benchmarks.md`)
  }
  console.log(`\n${part.join('\n')}`)
}

if (wanted.length === 0) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`
  const head = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. A figure means little alone: read its ratio to the floor, the same work done the barest',
    'way in the same run on the same machine.',
    '',
    `Version ${version}, Node ${process.version}, ${machine}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
  ]
  writeFileSync(join(root, 'docs/benchmarks.md'), [...head, ...lines].join('\n'))
  say('Kept in docs/benchmarks.md')
}
process.exit(0)
