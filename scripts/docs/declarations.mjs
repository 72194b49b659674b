import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * What the declarations of a package (`.d.ts`) give out, as they say it themselves: names, comments, signatures. Follows
 * `export ... from` to where a name is declared.
 */

/** @typedef {{ text: string, comment: string, isType: boolean }} Declaration of one name; several where it has overloads */

const TYPES = new Set([
  ...['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSModuleDeclaration'],
  ...['TSEnumDeclaration', 'ClassDeclaration'],
])

const parsed = new Map()

/** A module's own declarations by name, what it imports, and what it gives out. */
function moduleOf(file) {
  const known = parsed.get(file)
  if (known) return known
  const source = readFileSync(file, 'utf8')
  const { program, comments, errors } = parseSync(file, source, { lang: 'dts', sourceType: 'module' })
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0].message}`)
  const made = { declared: new Map(), imported: new Map(), named: [], stars: [] }
  parsed.set(file, made)
  const declare = (node, outer) => {
    const comment = commentBefore(outer, source, comments)
    const text = source.slice(node.start, node.end).replace(/^declare /, '')
    const names = node.type === 'VariableDeclaration' ? node.declarations.map(({ id }) => id.name) : [node.id.name]
    for (const name of names) {
      const all = made.declared.get(name) ?? []
      made.declared.set(name, [...all, { text, comment, isType: TYPES.has(node.type) }])
    }
    return names
  }
  for (const node of program.body) {
    const from = node.source ? fileOf(dirname(file), node.source.value) : null
    if (node.type === 'ImportDeclaration') {
      for (const { local, imported } of node.specifiers) made.imported.set(local.name, { from, name: imported?.name })
    } else if (node.type === 'ExportAllDeclaration') {
      made.stars.push({ from, typesOnly: node.exportKind === 'type' })
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration) {
      for (const name of declare(node.declaration, node)) made.named.push({ name, local: name, from: null })
    } else if (node.type === 'ExportNamedDeclaration') {
      const whole = node.exportKind === 'type'
      for (const { exported, local, exportKind } of node.specifiers) {
        const typesOnly = whole || exportKind === 'type'
        made.named.push({ name: exported.name, local: local.name, from, typesOnly })
      }
    } else if ('id' in node || node.type === 'VariableDeclaration') declare(node, node)
  }
  return made
}

/** The text of the comment that ends where a declaration begins. */
function commentBefore({ start }, source, comments) {
  const comment = comments.findLast(({ end }) => end <= start)
  if (!comment?.value.startsWith('*') || source.slice(comment.end, start).trim() !== '') return ''
  return comment.value.replace(/^\*+|\n\s*\*(?!\/) ?/g, (mark) => (mark.startsWith('\n') ? '\n' : '')).trim()
}

/** The declarations that an import leads to; `null` for those of another package. */
function fileOf(from, path) {
  if (!path.startsWith('.')) return null
  const target = join(from, path)
  for (const file of [`${target}.d.ts`, join(target, 'index.d.ts')]) if (existsSync(file)) return file
  throw new Error(`${from} imports ${path}, which is not declared`)
}

/** What a name of a module is, wherever it is declared. @returns {Declaration[]} */
function lookUp(file, name) {
  const { declared, imported } = moduleOf(file)
  const own = declared.get(name)
  if (own) return own
  const away = imported.get(name)
  if (away?.from) return given(away.from).get(away.name) ?? []
  return []
}

/** All that a module gives out. @returns {Map<string, Declaration[]>} */
function given(file) {
  const { named, stars } = moduleOf(file)
  const all = new Map()
  const add = (name, declarations, typesOnly) => {
    const wanted = typesOnly ? declarations.filter(({ isType }) => isType) : declarations
    if (wanted.length > 0) all.set(name, wanted)
  }
  for (const { from, typesOnly } of stars) {
    if (from) for (const [name, declarations] of given(from)) add(name, declarations, typesOnly)
  }
  for (const { name, local, from, typesOnly } of named) {
    add(name, from ? (given(from).get(local) ?? []) : lookUp(file, local), typesOnly)
  }
  return all
}

/** What an entry gives out, by the alphabet. @param {string} file the entry's declarations */
export function exportsOf(file) {
  const byName = ([a], [b]) => a.localeCompare(b, 'en')
  return [...given(file)].sort(byName).map(([name, declarations]) => ({ name, declarations }))
}
