import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { codeBlock, escapeText, markdown, placeOf } from './markdown.mjs'

/** The pages made from texts: one for each section of the library's README, one for each document of the protocol. */

const README = 'lib/sync/README.md'
/** Guides of their own, before the sections. */
const GUIDES = [{ source: 'docs/library/getting-started.md', file: 'first-page.html' }]
const DOCUMENTS = [
  { source: 'docs/sync-spec.md', file: 'engine.html' },
  { source: 'docs/commands.md', file: 'command-list.html' },
]
const EXAMPLES = 'docs/library/examples'

const FOLDED = 'This example is alive when a server of AX Station serves the page.'

/** The text before the first section, and the sections. */
function split(root) {
  const tokens = markdown().lexer(readFileSync(join(root, README), 'utf8'))
  const sections = [[]]
  for (const token of tokens) {
    if (token.type === 'heading' && token.depth === 2) sections.push([])
    sections.at(-1).push(token)
  }
  const [intro, ...rest] = sections
  return { intro, sections: rest.map((section) => ({ title: section[0].text, tokens: section })) }
}

/** Where each heading of the README stands in the site, by its place in the README. */
function placesOf(sections) {
  const places = new Map()
  for (const { title, tokens } of sections) {
    const file = `${placeOf(title)}.html`
    places.set(placeOf(title), file)
    for (const { type, text } of tokens.slice(1)) {
      if (type === 'heading') places.set(placeOf(text), `${file}#${placeOf(text)}`)
    }
  }
  return places
}

function linksFrom(source, places) {
  const pages = new Map([[README, 'index.html'], ...[...GUIDES, ...DOCUMENTS].map((each) => [each.source, each.file])])
  return (href) => {
    if (/^https?:/.test(href)) return href
    const [path, anchor] = href.split('#')
    const target = path === '' ? source : posix.join(posix.dirname(source), path)
    if (target === README && anchor) return places.get(anchor) ?? null
    if (target === source) return `#${anchor}`
    const page = pages.get(target)
    return page && anchor ? `${page}#${anchor}` : (page ?? null)
  }
}

/** The hook's example, to be looked at and to be tried. */
function example(root, hook) {
  const source = readFileSync(join(root, EXAMPLES, `${hook}.tsx`), 'utf8')
  return `<section class="example" aria-label="${hook}, an example">
<div class="live" data-example="${hook}"><p class="hint">${FOLDED}</p></div>
${codeBlock(source.trim())}</section>\n`
}

const hooksIn = (text) => [...new Set(text.match(/(?<=`)use[A-Z]\w+(?=\()/g) ?? [])]

/** Each hook's example stands at the end of what is said of the hook. */
function withExamples(root, tokens) {
  const made = new Set(readdirSync(join(root, EXAMPLES)).map((file) => file.replace(/\.tsx$/, '')))
  const parts = [[]]
  for (const token of tokens) {
    if (token.type === 'heading' && token.depth === 3) parts.push([])
    parts.at(-1).push(token)
  }
  return parts.flatMap((part) => {
    const [first] = part
    if (first?.depth !== 3) return part
    const table = part.find(({ type }) => type === 'table')
    const named = hooksIn(first.text).length > 0 ? hooksIn(first.text) : hooksIn(table?.raw ?? '')
    const text = named.filter((hook) => made.delete(hook)).map((hook) => example(root, hook))
    return [...part, { type: 'html', block: true, raw: '', text: text.join('') }]
  })
}

/** The README's own list of its sections is what the side of each page shows. */
const isContents = ({ type, raw }) => type === 'list' && raw.startsWith('- [') && raw.includes('](#')

/** @param {string} root of the repository */
export function guidePages(root) {
  const { intro, sections } = split(root)
  const places = placesOf(sections)
  const linkTo = linksFrom(README, places)
  const guides = sections.map(({ title, tokens }) => ({
    file: places.get(placeOf(title)),
    title,
    group: 'Guides',
    live: title === 'Hooks',
    html: markdown({ raise: 1, linkTo }).parser(title === 'Hooks' ? withExamples(root, tokens) : tokens),
  }))
  const whole = (group) => (each) => wholeDocument(root, places, { ...each, group })
  const first = GUIDES.map(whole('Guides'))
  const list = [...first, ...guides].map(({ file, title }) => `<li><a href="${file}">${escapeText(title)}</a></li>`)
  const start = {
    file: 'index.html',
    title: 'The library for web pages',
    group: 'Guides',
    html: `<h1>The library for web pages</h1>\n${markdown({ linkTo }).parser(
      intro.filter((token) => token.type !== 'heading' && !isContents(token)),
    )}<h2>Guides</h2>\n<ul class="list">${list.join('\n')}</ul>\n`,
  }
  return [start, ...first, ...guides, ...DOCUMENTS.map(whole('Protocol'))]
}

function wholeDocument(root, places, { source, file, group }) {
  const text = readFileSync(join(root, source), 'utf8').replace(/<!--[\s\S]*?-->\n?/g, '')
  const parser = markdown({ linkTo: linksFrom(source, places) })
  return { file, title: /^# (.*)$/m.exec(text)[1], group, html: parser.parse(text) }
}
