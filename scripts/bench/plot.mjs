/** Where it is kept. */
export const GROWTH_PLOT = 'docs/growth.svg'

/** What the plot shows: rows of the table by what they are called, `#` being how many. */
const PANELS = [
  { title: 'Commands a second', of: 'sites', rows: /^commands a second, ([\d,]+) sites?, / },
  {
    title: 'Processor time of a command, servers, ms',
    of: 'sites',
    rows: /^processor time of a command, servers, ([\d,]+) sites?, /,
  },
  {
    title: 'Commit to last reader, p50 (line: p99), ms',
    of: 'readers',
    rows: /^commit to last of ([\d,]+) readers, p50, /,
    upTo: /^commit to last of ([\d,]+) readers, p99, /,
  },
  { title: 'Memory of a server, MiB', of: 'readers', rows: /^memory of a server, ([\d,]+) readers, / },
]
const PANEL = { width: 420, height: 240, left: 44, right: 12, top: 34, bottom: 40 }
const MARGIN = 20
const HEAD = 64
const BAR = 0.78
const STYLE = `
  svg { color-scheme: light dark; font: 12px system-ui, sans-serif; --ink: #1c2430; --soft: #5b6675; --line: #d8dde4; --ground: #fff;
    --s0: #8a94a2; --s1: #9ec5f4; --s2: #4a8fe0; --s3: #1b4f9c }
  @media (prefers-color-scheme: dark) { svg { --ink: #e8ecf2; --soft: #a3adba; --line: #333c48; --ground: #12171e;
    --s0: #7d8794; --s1: #2f5f9f; --s2: #5b9ae8; --s3: #b9d6fb } }
  .ground { fill: var(--ground) } text { fill: var(--ink) } .soft { fill: var(--soft) } .title { font-weight: 600 }
  .grid { stroke: var(--line) } .up-to { stroke: var(--ink) } .value { font-size: 9px }
  .s0 { fill: var(--s0) } .s1 { fill: var(--s1) } .s2 { fill: var(--s2) } .s3 { fill: var(--s3) }`

/**
 * The table of growth as a picture, for the documents.
 *
 * @param {readonly string[]} lines of Markdown, as `comparisonLines` gives them
 */
export function growthPlot(lines) {
  const [head, , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const of = head.slice(1, -1)
  const found = (pattern) =>
    rows.flatMap(([what, ...cells]) => {
      const [, at] = pattern.exec(what) ?? []
      return at ? [{ at, values: of.map((_, place) => Number(cells[place].replaceAll(',', ''))) }] : []
    })
  const panels = PANELS.map(({ rows: pattern, upTo, ...panel }) => ({
    ...panel,
    groups: found(pattern),
    ends: upTo ? found(upTo) : [],
  }))
  const width = 2 * PANEL.width + 3 * MARGIN
  const height = HEAD + 2 * (PANEL.height + MARGIN)
  const drawn = panels.map((panel, place) => {
    const x = MARGIN + (place % 2) * (PANEL.width + MARGIN)
    const y = HEAD + Math.floor(place / 2) * (PANEL.height + MARGIN)
    return `<g transform="translate(${x} ${y})">${drawPanel(panel, of)}</g>`
  })
  const legend = of.map(
    (name, place) =>
      `<g transform="translate(${MARGIN + place * 170} 34)"><rect class="s${place}" width="12" height="12" rx="2"/><text x="18" y="10">${name}</text></g>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    '<title id="title">Growth: commands, processor time, fan-out and memory of one server on SQLite and of one to three on one PostgreSQL</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="${MARGIN}" y="22">Servers on one database</text>`,
    ...legend,
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}

function drawPanel({ title, of, groups, ends }, names) {
  const { width, height, left, right, top, bottom } = PANEL
  const all = [...groups, ...ends].flatMap(({ values }) => values).filter(Number.isFinite)
  const step = niceStep(Math.max(...all))
  const most = Math.ceil(Math.max(...all) / step) * step
  const yOf = (value) => round(top + (height - top - bottom) * (1 - value / most))
  const groupWidth = (width - left - right) / groups.length
  const barWidth = (groupWidth * BAR) / names.length
  const parts = [`<text class="title" x="0" y="14">${title}</text>`]
  for (let mark = 0; mark <= most; mark += step) {
    const y = yOf(mark)
    parts.push(
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/>`,
      `<text class="soft value" x="${left - 6}" y="${y + 3}" text-anchor="end">${mark.toLocaleString('en')}</text>`,
    )
  }
  for (const [place, { at, values }] of groups.entries()) {
    const from = left + place * groupWidth + (groupWidth * (1 - BAR)) / 2
    for (const [series, value] of values.entries()) {
      if (!Number.isFinite(value)) continue
      const x = round(from + series * barWidth)
      const middle = round(x + barWidth / 2)
      const end = ends[place]?.values[series]
      const above = Math.min(yOf(value), Number.isFinite(end) ? yOf(end) : Number.POSITIVE_INFINITY)
      parts.push(
        `<rect class="s${series}" x="${x}" y="${yOf(value)}" width="${round(barWidth - 2)}" height="${round(height - bottom - yOf(value))}"><title>${names[series]}, ${at} ${of}: ${value}</title></rect>`,
      )
      if (Number.isFinite(end))
        parts.push(`<line class="up-to" x1="${middle}" x2="${middle}" y1="${yOf(value)}" y2="${yOf(end)}"/>`)
      parts.push(
        `<text class="value" x="${middle}" y="${round(above - 4)}" text-anchor="middle">${short(value)}</text>`,
      )
    }
    const centre = round(left + (place + 0.5) * groupWidth)
    parts.push(
      `<text class="soft" x="${centre}" y="${height - bottom + 18}" text-anchor="middle">${at} ${at === '1' ? of.slice(0, -1) : of}</text>`,
    )
  }
  return parts.join('')
}

/** Some five marks, at 1, 2 or 5 times a power of ten. */
function niceStep(most) {
  const rough = most / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10)
}

const round = (value) => Math.round(value * 10) / 10
const short = (value) =>
  value >= 1_000 ? `${round(value / 1_000)}k` : value >= 10 ? String(Math.round(value)) : String(round(value))
