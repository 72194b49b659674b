import { expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/domain/languages'
import { plateText } from '@/lib/ui/format/plate'
import { makeTranslator } from '@/lib/ui/i18n/translate'

test('a plate is written as it stands on the car, however it was typed', () => {
  for (const typed of ['WXY 1234', 'wxy1234', ' WXY-1234 ', 'wxy  1234']) expect(plateText(typed)).toBe('WXY 1234')
  expect(plateText('qab1234c')).toBe('QAB 1234 C')
  expect(plateText('京A12345')).toBe('京A 12345')
  expect(plateText('***')).toBe('***')
})

test('every text says a plate so, whoever puts it in', () => {
  for (const language of LANGUAGES) {
    const { t } = makeTranslator(language)
    expect(t('toast.queueMoved', { plate: 'wxy-1234' })).toContain('WXY 1234')
    expect(t('cashier.card', { orderID: 'AX-20260115-0001', plate: null })).toContain(t('cashier.noPlate'))
  }
})

test('a car without a plate goes by its order’s number, as people read it', () => {
  const { t } = makeTranslator('en')
  expect(t('toast.released', { plate: 'AX-20260115-0007' })).toBe('AX-20260115-0007 is back in the queue')
  expect(t('toast.released', { plate: 'D7K-0007.3f9c01ab' })).toBe('D7K-0007 is back in the queue')
})
