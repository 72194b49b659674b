import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'

const isFunction = ({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression'

/** A method's function cannot stand in parentheses: it begins behind its name. */
const ofProperty = (node) => (node.type === 'Property' && !node.method ? node.value : node)

/** What a chunk pushes for the page to call: webpack has its modules in an object, Turbopack between their numbers. */
function pushedModules({ expression }) {
  if (expression?.type !== 'CallExpression' || expression.callee.property?.name !== 'push') return []
  const elements = expression.arguments[0]?.elements ?? []
  return elements
    .flatMap((element) => element?.properties ?? element ?? [])
    .map(ofProperty)
    .filter(isFunction)
}

/**
 * A chunk with its modules in parentheses. V8 reads a function twice, over when it comes by and whole when it is called, but one
 * in parentheses once. A page calls nearly all of its modules while it opens.
 * @param {string} code a script as the bundler has written it; anything but a chunk comes back as it is
 * @returns {string}
 */
export function withEagerModules(code) {
  let done = ''
  let from = 0
  for (const { start, end } of parseSync('chunk.js', code, { sourceType: 'script' }).program.body.flatMap(
    pushedModules,
  )) {
    done += `${code.slice(from, start)}(${code.slice(start, end)})`
    from = end
  }
  return done + code.slice(from)
}

/** Does so with all scripts in `folder`. */
export function makeModulesEager(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (path.extname(name) !== '.js') continue
    const file = path.join(folder, name)
    writeFileSync(file, withEagerModules(readFileSync(file, 'utf8')))
  }
}
