import { expect, test } from 'vitest'
import rows from '@/lib/ui/design/rows.css?raw'
import { ROW_STEPS } from '@/renderer/screens/cashier/use-lanes'

test('a list says of each width at which a row leaves something out whether its rows are narrower', () => {
  const numbers = (pattern: RegExp) => [...rows.matchAll(pattern)].map(([, step]) => Number(step))
  expect(numbers(/@custom-variant row-below-(\d+) /g)).toEqual(ROW_STEPS)
  expect(numbers(/\[data-row-below~="(\d+)"\]/g)).toEqual(ROW_STEPS)
})
