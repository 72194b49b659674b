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
