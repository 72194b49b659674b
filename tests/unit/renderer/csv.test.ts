import { expect, test } from 'vitest'
import { csvLine } from '@/lib/ui/format/csv'

test('a line of a table keeps what would end a cell, and runs nothing', () => {
  expect(csvLine(['plain', -12.5, 'a, b', 'say "so"', 'two\nlines'])).toBe(
    'plain,-12.5,"a, b","say ""so""","two\nlines"\r\n',
  )
  expect(csvLine(['=1+1', '+60 12', '-', '@x'])).toBe("'=1+1,'+60 12,'-,'@x\r\n")
  expect(csvLine(['\t=1', '\n=1', '＝1+1', '＠x'])).toBe("'\t=1,\"'\n=1\",'＝1+1,'＠x\r\n")
})
