import { Marked } from 'marked'

const MARKUP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeText = (text) => text.replace(/[&<>"]/g, (sign) => MARKUP[sign])

/** As GitHub names the place of a heading. */
export const placeOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

export const codeBlock = (text) => `<pre tabindex="0"><code>${escapeText(text)}</code></pre>\n`

/**
 * @param {{ raise?: number, linkTo?: (href: string) => string | null }} options `raise`: by how much headings stand higher
 *   than in the text; `linkTo`: where a link leads in the site, `null` where it leads out of it
 */
export function markdown({ raise = 0, linkTo = () => null } = {}) {
  return new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const level = Math.max(1, depth - raise)
        const id = level > 1 ? ` id="${placeOf(text)}"` : ''
        return `<h${level}${id}>${this.parser.parseInline(tokens)}</h${level}>\n`
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        const target = linkTo(href)
        return target ? `<a href="${escapeText(target)}">${words}</a>` : words
      },
      code: ({ text }) => codeBlock(text),
      table(token) {
        const cell = (tag) => (each) => `<${tag}>${this.parser.parseInline(each.tokens)}</${tag}>`
        const named = token.header.map((each) => (each.text === '' ? '<td></td>' : cell('th')(each)))
        const head = token.header.some(({ text }) => text !== '') ? `<thead><tr>${named.join('')}</tr></thead>` : ''
        const rows = token.rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n')
        return `<div class="wide" tabindex="0"><table>${head}<tbody>\n${rows}\n</tbody></table></div>\n`
      },
    },
  })
}
