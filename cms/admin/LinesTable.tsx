'use client'

import { useTranslation } from '@payloadcms/ui'
import { useSite } from './site/SiteContext'
import { SiteTime } from './site/SiteTime'
import { type ChoiceWords, sayChoice } from './words/texts'
import { useWords } from './words/use-words'

type Row = Record<string, unknown>

/** Columns a list may have, in the order people read them. */
const COLUMNS = [
  ['name', 'Name'],
  ['options', 'Options'],
  ['orderID', 'Order number'],
  ['at', 'When'],
  ['method', 'Method'],
  ['amount', 'Amount'],
  ['change', 'Change'],
  ['minutes', 'Minutes'],
  ['status', 'Status'],
  ['enteredAt', 'Entered'],
  ['startedAt', 'Started'],
  ['finishedAt', 'Finished'],
  ['skipReason', 'Reason'],
  ['price', 'Price'],
] as const

const FIGURES = ['amount', 'change', 'price']

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row)

interface ValueProps {
  readonly name: string
  readonly value: unknown
  readonly currency: unknown
  readonly words: ChoiceWords | undefined
}

function Value({ name, value, currency, words }: ValueProps) {
  const site = useSite()
  const { i18n } = useTranslation()
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.map((one) => (isRow(one) ? String(one.name ?? '') : String(one))).join(', ')
  if (FIGURES.includes(name) && typeof value === 'number') return site.money(value, currency)
  if (name === 'at' || name.endsWith('At')) return <SiteTime instant={String(value)} />
  return sayChoice(i18n.language, words, String(value))
}

interface LinesTableProps {
  readonly value: unknown
  readonly currency?: unknown
  /** Of columns whose values are choices, by column. */
  readonly words?: Readonly<Record<string, ChoiceWords>> | undefined
}

/** A list of records as a table to read; nothing for any other value. */
export function LinesTable({ value, currency, words }: LinesTableProps) {
  const say = useWords()
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return null
  const rows = value as Row[]
  const columns = COLUMNS.filter(([key]) => rows.some((row) => row[key] !== undefined))
  if (columns.length === 0) return null
  return (
    <div className="ax-scroll">
      <table className="ax-lines">
        <thead>
          <tr>
            {columns.map(([key, label]) => (
              <th key={key} scope="col" className={FIGURES.includes(key) ? 'ax-figure' : undefined}>
                {say(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
            <tr key={index}>
              {columns.map(([key]) => (
                <td key={key} className={FIGURES.includes(key) ? 'ax-figure' : undefined}>
                  <Value name={key} value={row[key]} currency={currency} words={words?.[key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
