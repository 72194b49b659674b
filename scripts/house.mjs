import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linterRules, roomTable } from './house/import-rules.mjs'
import { fail } from './setup/say.mjs'

/** Writes what is made from the table of rooms; with `--check` it says which of it is not as the table has it. */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const BEGIN = '<!-- made by `npm run house` from scripts/house/rooms.mjs -->'
const END = '<!-- end -->'

function withTable(text) {
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END, from)
  if (from < 0 || to < 0) fail('no_place', 'docs/architecture.md has no place for the table of rooms.')
  return `${text.slice(0, from)}${BEGIN}\n\n${roomTable()}\n\n${text.slice(to)}`
}

const made = {
  'biome.rooms.json': () => `${JSON.stringify(linterRules(), null, 2)}\n`,
  'docs/architecture.md': withTable,
}

const check = process.argv.includes('--check')
for (const [name, make] of Object.entries(made)) {
  const file = join(root, name)
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  const now = make(text)
  if (now === text) continue
  if (check) fail('out_of_date', `${name} is not as scripts/house/rooms.mjs has it. Run: npm run house`)
  writeFileSync(file, now)
  console.log(`wrote ${name}`)
}
