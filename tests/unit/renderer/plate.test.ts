import { expect, test } from 'vitest'
import { plateText } from '@/lib/ui/format/plate'

test('a plate is written as it stands on the car, however it was typed', () => {
  for (const typed of ['WXY 1234', 'wxy1234', ' WXY-1234 ', 'wxy  1234']) expect(plateText(typed)).toBe('WXY 1234')
  expect(plateText('qab1234c')).toBe('QAB 1234 C')
  expect(plateText('京A12345')).toBe('京A 12345')
  expect(plateText('***')).toBe('***')
})
