import type { IncomingMessage } from 'node:http'
import { SPOKEN } from '@/lib/domain/languages'
import tokens from '@/lib/ui/design/tokens.css?raw'
import { TEXTS } from '@/lib/ui/i18n/texts'
import { readWebSettings } from '@/renderer/hosts/web-settings'
import { acceptedLanguage } from '../app/(web)/person/accepted-language'
import { keptChoices } from './chosen-language'
import type { Refused } from './refuse-request'

/** Seconds after which the page looks whether the server has started. */
const LOOK_AGAIN = 2

/** Whether a person waits for the answer, in a browser's window: programs do not ask for HTML. */
export const wantsPage = ({ headers: { accept } }: IncomingMessage): boolean => /\btext\/html\b/.test(accept ?? '')

/**
 * A refusal as a page in the product's look. It stands alone: it is drawn when nothing else of this server answers, or
 * not under this name.
 */
export function refusalPage(req: IncomingMessage, refused: Refused): string {
  const { language, theme } = readWebSettings(keptChoices(req), {
    language: acceptedLanguage(req.headers['accept-language']),
  })
  const { title, text, again } = words(refused, language)
  const waits = refused.code === 'starting' || refused.code === 'shutting_down'
  return `<!doctype html>
<html lang="${SPOKEN[language].tag}"${theme === 'system' ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${waits ? `<meta http-equiv="refresh" content="${LOOK_AGAIN}">` : ''}
<title>${escapeText(title)} · AX Station</title>
<style>${LOOK}</style>
</head>
<body>
<main>
${MARK}
<h1>${escapeText(title)}</h1>
<p>${escapeText(text)}</p>
${again ? `<a href="${refused.code === 'not_found' ? '/' : ''}">${escapeText(again)}</a>` : ''}
</main>
</body>
</html>
`
}

function words({ code, message, name = '', setting = '' }: Refused, language: keyof typeof TEXTS) {
  const web = TEXTS[language].web
  switch (code) {
    case 'starting':
    case 'shutting_down':
      return { ...web.starting, again: null }
    case 'unknown_host':
    case 'unknown_origin':
      return {
        title: web.unknownName.title.replace('{name}', name),
        text: web.unknownName.text.replace('{setting}', setting),
        again: null,
      }
    case 'not_found':
      return { ...web.missing, again: web.start }
    default:
      return { title: web.refused, text: message, again: null }
  }
}

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string) => text.replace(/[&<>"']/g, (sign) => MARKUP[sign] ?? sign)

/** The colours of a look, from the one place that names them. */
function colours(begin: string): string {
  const block = tokens.slice(tokens.indexOf(begin) + begin.length)
  return block.slice(0, block.indexOf('}'))
}

const DARK = colours('@variant dark {')
const LOOK = `
:root { ${colours(':root {')} }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) { ${DARK} } }
[data-theme="dark"] { ${DARK} }
[data-theme="contrast"] { ${colours('[data-theme="contrast"] {')} }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 1.125rem/1.5 "Inter Variable", Inter, system-ui, sans-serif; }
main { box-sizing: border-box; display: flex; min-height: 100dvh; flex-direction: column; align-items: center; justify-content: center; gap: 0.5rem; padding: 1.5rem; text-align: center; }
svg { width: 3.5rem; height: 3.5rem; margin-bottom: 0.5rem; }
h1 { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
p { max-width: 40rem; margin: 0; color: var(--ink-soft); overflow-wrap: anywhere; }
a { display: inline-flex; min-height: 3.5rem; align-items: center; margin-top: 0.75rem; padding-inline: 1.5rem; border-radius: 0.75rem; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
`

/** As lib/ui/design/Mark.tsx draws it. */
const MARK = `<svg aria-hidden="true" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="var(--ink)"/><path d="M5.5 17 10 7h1.6L16 17M7.4 13.4h6.7m1.1-6.4 3.6 5-3.6 5" fill="none" stroke="var(--canvas)" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>`
