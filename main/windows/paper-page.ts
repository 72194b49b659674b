import type { PaperOnShow } from './paper-window'

/**
 * A paper alone, in the screen's own faces, black on white and as large as the printer's dots. It ends in a black bar: a picture
 * that has it is whole.
 */
export function paperPage(paper: PaperOnShow, page: { nonce: string; styleSheets: readonly string[] }): string {
  const faces = page.styleSheets.map((address) => `<link rel="stylesheet" href="${address}">`).join('\n')
  return `<!doctype html>
<html lang="${paper.language}" data-theme="light">
<head>
<meta charset="utf-8">
<title>AX Station</title>
${faces}
<style nonce="${page.nonce}">
  html, body { height: auto; margin: 0; background: #fff; overflow: hidden; }
  body { zoom: ${paper.zoom}; width: ${paper.widthMm}mm; }
  /* Margins are the printer's own: it prints no wider, and feeds to its knife. */
  .end { height: 1mm; background: #000; }
  .paper { width: 100% !important; padding: 1mm 0 !important; }
</style>
</head>
<body>${paper.html}<div class="end"></div></body>
</html>`
}
