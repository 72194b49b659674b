import { escapeText } from './markdown.mjs'

/** As lib/ui/design/Mark.tsx draws it. */
const MARK = `<svg aria-hidden="true" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="var(--ink)"/><path d="M5.5 17 10 7h1.6L16 17M7.4 13.4h6.7m1.1-6.4 3.6 5-3.6 5" fill="none" stroke="var(--canvas)" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>`

function side(pages, current) {
  const groups = Map.groupBy(pages, ({ group }) => group)
  const item = ({ file, title }) =>
    `<li><a href="${file}"${file === current ? ' aria-current="page"' : ''}>${escapeText(title)}</a></li>`
  return [...groups].map(([name, members]) => `<p>${name}</p>\n<ul>\n${members.map(item).join('\n')}\n</ul>`).join('\n')
}

/** One whole page. Links are relative: the same file is read from a server and from a folder. */
export function pageOf({ file, title, html, live = false }, pages) {
  const list = side(pages, file)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)} · AX Station</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="site.css">
${live ? '<script type="module" src="live.js"></script>\n' : ''}</head>
<body>
<a class="skip" href="#content">Skip to the page</a>
<header><a href="index.html">${MARK}AX Station <span>for developers</span></a></header>
<div class="frame">
<details class="pages"><summary>Pages</summary><nav aria-label="Pages">
${list}
</nav></details>
<nav class="side" aria-label="All pages">
${list}
</nav>
<main id="content" tabindex="-1">
${html}</main>
</div>
</body>
</html>
`
}
