import { join } from 'node:path'
import { exportsOf } from './declarations.mjs'
import { codeBlock, markdown } from './markdown.mjs'

/** The pages of the reference, one for each entry of the package, made from what its declarations say. */

/** `types`: the entry's declarations, below the folder of all of them. */
const ENTRIES = [
  {
    name: '@ax-station/sync',
    file: 'reference.html',
    types: 'lib/sync/react/published/index.d.ts',
    says: 'The provider, the hooks and their types, and all else of the old library.',
  },
  {
    name: '@ax-station/sync/debug',
    file: 'reference-debug.html',
    types: 'lib/sync/react/published/debug.d.ts',
    says: 'The debug panel.',
  },
  {
    name: '@ax-station/sync/testing',
    file: 'reference-testing.html',
    types: 'lib/sync/testing/index.d.ts',
    says: 'A stream and a server for tests.',
  },
  {
    name: '@ax-station/sync/engine',
    file: 'reference-engine.html',
    types: 'lib/sync/react/published/engine.d.ts',
    says: 'The engine without React, and the schemas and rules of documents and commands.',
  },
]

/** A longer signature is opened by whoever wants it. */
const MOST_LINES = 30

function entryOf({ name, declarations }) {
  const words = [...new Set(declarations.map(({ comment }) => comment))].filter(Boolean).join('\n\n')
  const signature = [...new Set(declarations.map(({ text }) => text))].join('\n\n')
  const lines = signature.split('\n').length
  const code = codeBlock(signature)
  return `<section class="export" id="${name}"><h2>${name}</h2>
${words === '' ? '' : markdown().parse(words)}${
  lines > MOST_LINES ? `<details><summary>${name}: ${lines} lines</summary>${code}</details>` : code
}</section>\n`
}

/** @param {string} types the folder of the declarations, as `scripts/sync-package/declarations.json` makes them */
export function referencePages(types) {
  return ENTRIES.map((entry) => {
    const all = exportsOf(join(types, entry.types))
    const list = all.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join('\n')
    return {
      file: entry.file,
      title: entry.name,
      group: 'Reference',
      html: `<h1>${entry.name}</h1>\n<p>${entry.says}</p>\n<ul class="names">${list}</ul>\n${all.map(entryOf).join('')}`,
    }
  })
}
