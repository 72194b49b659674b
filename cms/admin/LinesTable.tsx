'use client'

type Row = Record<string, unknown>

/** Columns a list may have, in the order people read them. */
const COLUMNS = [
  ['name', 'Name'],
  ['options', 'Options'],
  ['orderID', 'Order number'],
  ['minutes', 'Minutes'],
  ['status', 'Status'],
  ['enteredAt', 'Entered'],
  ['startedAt', 'Started'],
  ['finishedAt', 'Finished'],
  ['price', 'Price'],
] as const

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row)

function cell(key: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => (isRow(one) ? String(one.name ?? '') : String(one))).join(', ')
  // Prices are whole sen.
  if (key === 'price' && typeof value === 'number') return (value / 100).toFixed(2)
  if (key.endsWith('At')) return new Date(String(value)).toLocaleString()
  return String(value).replaceAll('_', ' ')
}

/** A list of records as a table to read; nothing for any other value. */
export function LinesTable({ value }: { value: unknown }) {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return null
  const rows = value as Row[]
  const columns = COLUMNS.filter(([key]) => rows.some((row) => row[key] !== undefined))
  if (columns.length === 0) return null
  return (
    <table style={{ width: '100%', marginBottom: '0.75rem', borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          {columns.map(([key, label]) => (
            <th key={key} style={{ textAlign: key === 'price' ? 'right' : 'left', padding: '0.25rem 0.5rem' }}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
          <tr key={index} style={{ borderTop: '1px solid var(--theme-elevation-100)' }}>
            {columns.map(([key]) => (
              <td key={key} style={{ textAlign: key === 'price' ? 'right' : 'left', padding: '0.25rem 0.5rem' }}>
                {cell(key, row[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
