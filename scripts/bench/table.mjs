const figure = (value) =>
  value === null ? '–' : value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()

/** The rows of one benchmark as a Markdown table. */
export function tableLines(rows) {
  return [
    '| measure | value | floor | ratio | aim | note |',
    '|---|--:|--:|--:|---|---|',
    ...rows.map(({ what, value, unit, floor, aim = '', note = '' }) => {
      const ratio = floor ? figure(value / floor) : '–'
      return `| ${what} | ${figure(value)} ${unit} | ${floor === null ? '–' : `${figure(floor)} ${unit}`} | ${ratio} | ${aim} | ${note} |`
    }),
  ]
}

/** Several things beside each other as a Markdown table. */
export function comparisonLines({ of, measures }) {
  return [
    `| measure | ${of.join(' | ')} | note |`,
    `|---|${of.map(() => '--:|').join('')}---|`,
    ...measures.map(({ what, unit, values, note }) => {
      const each = values.map((value) => (Number.isFinite(value) ? figure(value) : '–'))
      return `| ${what}, ${unit} | ${each.join(' | ')} | ${note} |`
    }),
  ]
}
