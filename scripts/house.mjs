import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GROWTH_PLOT, growthPlot } from './bench/plot.mjs'
import { commandTable } from './house/command-table.mjs'
import { linterRules, roomTable } from './house/import-rules.mjs'
import { fail } from './setup/say.mjs'

/**
 * Writes what is made from the table of rooms, from the definitions of the commands and from the figures of growth; with `--check` it says which of it
 * is not as they have it.
 */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const END = '<!-- end -->'

/** The document with `table` in the place that names `source`. */
function withTable(text, document, source, table) {
  const begin = `<!-- made by \`npm run house\` from ${source} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(END, from)
  if (from < 0 || to < 0) fail('no_place', `${document} has no place for the table from ${source}.`)
  return `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(to)}`
}

/** The lines of the table under a heading of a document. */
function tableUnder(heading, document) {
  const text = readFileSync(join(root, document), 'utf8')
  const from = text.indexOf(`\n${heading}\n`)
  const table = /(?:\n\|.*)+/.exec(from < 0 ? '' : text.slice(from))
  if (!table) fail('no_place', `${document} has no table under ${heading}.`)
  return table[0].trim().split('\n')
}

const ROOMS = 'scripts/house/rooms.mjs'
const COMMANDS = 'lib/domain/commands'
const FIGURES = 'docs/benchmarks.md'

/** What is made: its file, what it is made from, and its text from the present one. */
const MADE = [
  { name: 'biome.rooms.json', source: ROOMS, make: () => `${JSON.stringify(linterRules(), null, 2)}\n` },
  {
    name: 'docs/architecture.md',
    source: ROOMS,
    make: (text) => withTable(text, 'docs/architecture.md', ROOMS, roomTable()),
  },
  {
    name: 'docs/commands.md',
    source: COMMANDS,
    make: async (text) => withTable(text, 'docs/commands.md', COMMANDS, await commandTable(root)),
  },
  { name: GROWTH_PLOT, source: FIGURES, make: () => growthPlot(tableUnder('### Growth', FIGURES)) },
]

const check = process.argv.includes('--check')
for (const { name, source, make } of MADE) {
  const file = join(root, name)
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  const now = await make(text)
  if (now === text) continue
  if (check) fail('out_of_date', `${name} is not as ${source} has it. Run: npm run house`)
  writeFileSync(file, now)
  console.log(`wrote ${name}`)
}
