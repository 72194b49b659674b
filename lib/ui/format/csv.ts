/** What a table program would run as a formula; those of East Asia take the wide signs for the same. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Says to table programs that the file is UTF-8: without it Chinese and Tamil come out wrong there. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A whole table, its heads first. */
export const csvTable = (lines: readonly (readonly (string | number)[])[]): string =>
  BYTE_ORDER_MARK + lines.map(csvLine).join('')

/** One line of a table as RFC 4180 has it; a text is never a formula to the program that opens it. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
