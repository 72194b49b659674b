import { useInsertionEffect } from 'react'

/** The panel's own look: no Tailwind, no page's stylesheet needed, and nothing outside `.axsync` touched. */
const CSS = `
.axsync{color-scheme:light dark;--bg:light-dark(#fff,#16191e);--soft:light-dark(#f3f4f6,#0d0f12);
--line:light-dark(#dde0e6,#292e36);--edge:light-dark(#c3c8d1,#414854);--text:light-dark(#12151a,#eef0f3);
--dim:light-dark(#525a68,#a3abb8);--accent:light-dark(#1f4fd1,#84a6ff);--good:light-dark(#126b3a,#63d396);
--warn:light-dark(#7d4b00,#f0b94f);--bad:light-dark(#ab1f14,#ff9188);
container:axsync/inline-size;background:var(--bg);color:var(--text);border:1px solid var(--line);border-radius:8px;
font:13px/1.45 var(--font-ui,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif);
text-align:start;overflow:hidden}
:root[data-theme=light] .axsync{color-scheme:light}
:root[data-theme=dark] .axsync,:root[data-theme=contrast] .axsync{color-scheme:dark}
:root[data-theme=contrast] .axsync{--bg:#000;--soft:#141414;--line:#6e6e6e;--edge:#fff;--text:#fff;--dim:#e4e4e4}
.axsync *{box-sizing:border-box}
.axsync header{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:baseline;padding:12px 16px;border-bottom:1px solid var(--line)}
.axsync h2{font-size:15px;font-weight:600;margin:0}
.axsync h3{font-size:13px;font-weight:600;margin:0 0 8px}
.axsync h4{font-size:13px;font-weight:600;margin:0}
.axsync p{margin:0}
.axsync-state{display:inline-flex;align-items:center;gap:7px;font-weight:600;white-space:nowrap}
.axsync-state::before{content:"";width:8px;height:8px;border-radius:50%;background:currentColor}
.axsync [data-tone=good]{color:var(--good)}.axsync [data-tone=warn]{color:var(--warn)}
.axsync [data-tone=bad]{color:var(--bad)}.axsync [data-tone=dim],.axsync-dim{color:var(--dim)}
.axsync-grow{flex:1}.axsync-gap{width:8px}
.axsync-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.axsync-body{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,5fr) minmax(0,8fr);gap:1px;background:var(--line)}
.axsync-body>section{background:var(--bg);padding:14px 16px;min-width:0}
.axsync-wide{grid-column:1/-1}
.axsync-body>.axsync-actions{padding-block:10px;background:var(--soft)}
.axsync-row{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-bottom:8px;min-height:30px}
.axsync-row h3{margin:0}
.axsync-actions .axsync-row{margin:0}
.axsync button,.axsync select,.axsync input{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--edge);
border-radius:6px;padding:3px 11px;min-height:max(30px,var(--target,0px));max-width:100%}
.axsync input[type=search]{width:21em}
.axsync button{cursor:default;font-weight:500;white-space:nowrap}
.axsync button:hover{border-color:var(--dim)}.axsync button:active{background:var(--line)}
.axsync button[aria-pressed=true]{border-color:var(--accent);color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.axsync :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.axsync-rows:focus-visible,.axsync-scroll:focus-visible{outline-offset:-2px}
.axsync dl{display:grid;grid-template-columns:minmax(8em,max-content) minmax(0,1fr);gap:4px 18px;margin:0}
.axsync-pair{display:contents}
.axsync dt{color:var(--dim)}.axsync dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.axsync-body dl.axsync-facts{display:flex;flex-wrap:wrap;gap:4px 28px;margin-top:12px}
.axsync-facts>div{display:flex;gap:8px}
.axsync ol{list-style:none;margin:0;padding:0}
.axsync-scroll{overflow:auto;border:1px solid var(--line);border-radius:6px;overscroll-behavior:contain}
.axsync-short{max-height:132px;border:0;margin-inline:-6px}
.axsync-rows{height:320px}
.axsync-line{display:flex;gap:12px;width:100%;padding:3px 8px;align-items:baseline;white-space:nowrap}
.axsync-short .axsync-line{padding-inline:6px}
.axsync-row-line{position:absolute;align-items:center;overflow:hidden;border-bottom:1px solid var(--line)}
.axsync-row-line:hover{background:var(--soft)}
.axsync-row-line[aria-selected=true]{background:var(--soft);box-shadow:inset 3px 0 0 var(--accent)}
.axsync-row-line>*{overflow:hidden;text-overflow:ellipsis}
.axsync-row-line>time,.axsync-level{flex:none}
.axsync-row-line>.axsync-grow{min-width:0}
.axsync-type{flex:none;width:13em}.axsync-level{width:3.4em;font-weight:500}
.axsync-empty{height:320px;display:grid;place-items:center;color:var(--dim);border:1px dashed var(--line);border-radius:6px}
.axsync-split{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}
.axsync-split[data-open=true]{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
.axsync-inspector{height:320px;display:flex;flex-direction:column;border:1px solid var(--line);border-radius:6px;padding:8px 12px 12px;min-width:0;overflow:auto}
.axsync-inspector dl{font-size:12px;gap:2px 14px;grid-template-columns:max-content minmax(0,1fr)}
.axsync time,.axsync code,.axsync pre{font-family:var(--font-code,ui-monospace,"Cascadia Mono","SF Mono",Consolas,"Liberation Mono",monospace);font-size:12px}
.axsync time{color:var(--dim);white-space:nowrap}
.axsync pre{flex:1 0 120px;margin:8px 0 0;padding:8px 10px;background:var(--soft);border-radius:6px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.axsync-charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:14px 32px}
.axsync-card{margin:0;min-width:0}
.axsync-card figcaption{display:flex;justify-content:space-between;align-items:baseline;gap:8px}
.axsync-card strong{font-size:15px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.axsync-card p{font-size:12px;font-variant-numeric:tabular-nums}
.axsync-card svg{display:block;width:100%;height:40px;color:var(--accent);margin:4px 0}
.axsync-area{fill:currentColor;opacity:.13}
.axsync-share{display:flex;height:14px;margin:17px 0;border-radius:3px;overflow:hidden;background:var(--soft)}
.axsync-share>span{background:currentColor;flex:0 1 0}
.axsync-strip{display:grid;grid-template-columns:1fr auto;font-size:12px;margin-bottom:6px}
.axsync-strip svg{grid-column:1/-1;width:100%;height:26px;background:var(--soft);border-radius:4px}.axsync-strip rect{opacity:.8}
.axsync-note{margin-top:8px;overflow-wrap:anywhere}
@media (pointer:coarse){.axsync button,.axsync select,.axsync input{min-height:max(44px,var(--target,0px))}}
@container axsync (max-width:1000px){
.axsync-body{grid-template-columns:repeat(2,minmax(0,1fr))}.axsync-history{grid-column:1/-1}
.axsync-split[data-open=true]{grid-template-columns:minmax(0,1fr)}
.axsync-inspector{height:auto;max-height:420px}}
@container axsync (max-width:620px){
.axsync-body{grid-template-columns:minmax(0,1fr)}.axsync-body>section{padding:12px}
.axsync-charts{grid-template-columns:repeat(2,minmax(0,1fr));gap:14px 16px}
.axsync-card figcaption{display:block}.axsync-card strong{display:block}
.axsync-spare,.axsync-row-line>.axsync-grow{display:none}.axsync-type{width:auto;flex:1 1 0;min-width:0}.axsync-row-line>code{flex:none}.axsync-gap{display:none}
.axsync input[type=search],.axsync select{flex:1 1 10em;width:auto;min-width:0}
.axsync dl{grid-template-columns:minmax(8em,max-content) minmax(0,1fr)}}
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
