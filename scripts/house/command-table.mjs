import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const DEFINITION = /\/\*\*\s((?:(?!\*\/)[\s\S])*?) \*\/\nexport const \w+ = defineCommand\(\{\n {2}type: '([\w.]+)'/

/** What each command does, as the comment above its definition says. @returns {Map<string, string>} by type */
function deeds(root) {
  const folder = join(root, 'lib/domain/commands')
  const found = readdirSync(folder).flatMap((file) => {
    const [, words, type] = DEFINITION.exec(readFileSync(join(folder, file), 'utf8')) ?? []
    return type ? [[type, words.replace(/\s*\n? \* ?/g, ' ').trim()]] : []
  })
  return new Map(found)
}

/** Names of what a payload carries; those that may be left out with a question mark. */
function carries(payload) {
  const shapes = 'options' in payload ? payload.options.map((option) => option.shape) : [payload.shape]
  const names = [...new Set(shapes.flatMap((shape) => Object.keys(shape)))]
  const needed = (name) => shapes.every((shape) => shape[name] && !shape[name].safeParse(undefined).success)
  return names.map((name) => `\`${name}\`${needed(name) ? '' : '?'}`).join(', ')
}

const reach = { any: (role) => role, own: (role) => `${role} (own)` }
const kind = (fact) =>
  fact === undefined ? 'wish' : fact === 'always' ? 'fact' : `fact where ${fact.where}, else wish`

/** The commands as a table for people. @param {string} root of the repository */
export async function commandTable(root) {
  const { module } = await runnerImport(join(root, 'lib/domain/commands/index.ts'), {
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
  })
  const does = deeds(root)
  const silent = Object.keys(module.COMMANDS).filter((type) => !does.has(type))
  if (silent.length > 0) throw new Error(`No comment above the definition of ${silent.join(', ')}`)
  const rows = Object.values(module.COMMANDS).map(({ type, payload, by, fact }) => {
    const who = Object.entries(by).map(([role, far]) => reach[far](role))
    return `| \`${type}\` | ${does.get(type)} | ${carries(payload)} | ${who.join(', ')} | ${kind(fact)} |`
  })
  return ['| command | does | carries | who may | is |', '|---|---|---|---|---|', ...rows].join('\n')
}
