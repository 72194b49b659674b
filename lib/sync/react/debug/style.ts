import { useInsertionEffect } from 'react'

/** The panel's own look: no Tailwind, no page's stylesheet needed, and nothing outside `.axsync` touched. */
const CSS = `
.axsync{color-scheme:light dark;--bg:light-dark(#fff,#14171a);--soft:light-dark(#f4f5f6,#1c2024);
--line:light-dark(#dfe2e5,#30363c);--text:light-dark(#1b1f23,#e8eaed);--dim:light-dark(#5a636b,#9aa4ad);
--accent:light-dark(#0b5fc4,#6cb0ff);--good:light-dark(#136c3a,#5fd08b);--warn:light-dark(#8a5200,#f0b14a);
--bad:light-dark(#b3261e,#ff8a80);background:var(--bg);color:var(--text);border:1px solid var(--line);
border-radius:8px;font:13px/1.45 system-ui,sans-serif;text-align:start;overflow:hidden}
:root[data-theme=light] .axsync{color-scheme:light}
:root[data-theme=dark] .axsync,:root[data-theme=contrast] .axsync{color-scheme:dark}
.axsync *{box-sizing:border-box}
.axsync header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding:10px 14px;border-bottom:1px solid var(--line)}
.axsync h2{font-size:13px;font-weight:600;margin:0}
.axsync h3{font-size:12px;font-weight:600;margin:0 0 8px;color:var(--dim)}
.axsync-state{display:inline-flex;align-items:center;gap:6px;font-weight:600}
.axsync-state::before{content:"";width:9px;height:9px;border-radius:50%;background:currentColor}
.axsync [data-tone=good]{color:var(--good)}.axsync [data-tone=warn]{color:var(--warn)}
.axsync [data-tone=bad]{color:var(--bad)}.axsync [data-tone=dim],.axsync-dim{color:var(--dim)}
.axsync-grow{flex:1}
.axsync-body{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1px;background:var(--line)}
@media (max-width:720px){.axsync-body{grid-template-columns:minmax(0,1fr)}}
.axsync-body>section{background:var(--bg);padding:12px 14px;min-width:0}
.axsync-wide{grid-column:1/-1}
.axsync-row{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-bottom:8px}
.axsync button,.axsync select,.axsync input{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--line);
border-radius:6px;padding:4px 10px;min-height:32px}
.axsync button{cursor:pointer}.axsync button:hover{border-color:var(--dim)}
.axsync button[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
.axsync :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.axsync dl{display:grid;grid-template-columns:auto 1fr;gap:3px 14px;margin:0}
.axsync dt{color:var(--dim)}.axsync dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.axsync ol{list-style:none;margin:0;padding:0}
.axsync-scroll{max-height:240px;overflow:auto;border:1px solid var(--line);border-radius:6px}
.axsync-scroll li+li{border-top:1px solid var(--line)}
.axsync-line{display:flex;gap:10px;width:100%;padding:4px 10px;align-items:baseline}
.axsync-scroll button.axsync-line{border:0;border-radius:0;background:none;text-align:start;min-height:28px}
.axsync-scroll button.axsync-line[aria-pressed=true]{background:var(--soft)}
.axsync time,.axsync code,.axsync pre{font-family:ui-monospace,monospace;font-size:12px}
.axsync time{color:var(--dim);white-space:nowrap}
.axsync pre{margin:8px 0 0;padding:10px;background:var(--soft);border-radius:6px;max-height:260px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.axsync-charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
.axsync figure{margin:0}.axsync figcaption{color:var(--dim);font-size:12px}
.axsync figure strong{font-size:15px;font-variant-numeric:tabular-nums;color:var(--text)}
.axsync svg{display:block;width:100%;height:36px;color:var(--accent);margin-top:4px}
.axsync-note{margin:8px 0 0}
`

let users = 0
let remove: () => void = () => {}

/** Puts the style in place while a panel is mounted. A constructed sheet also passes a strict style policy. */
export function usePanelStyle(): void {
  useInsertionEffect(() => {
    if (users++ === 0) remove = addStyle()
    return () => {
      if (--users === 0) remove()
    }
  }, [])
}

function addStyle(): () => void {
  if ('adoptedStyleSheets' in document && typeof CSSStyleSheet === 'function') {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(CSS)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }
  const element = document.createElement('style')
  element.textContent = CSS
  document.head.append(element)
  return () => element.remove()
}
