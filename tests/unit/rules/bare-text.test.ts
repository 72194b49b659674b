import { expect, test } from 'vitest'
import { bareText, dialled, plainText } from '@/lib/domain/rules/bare-text'

test('a plate is the same with whatever signs and letters it was typed or copied', () => {
  for (const written of [
    'wxy 12-34',
    'W.X.Y+1234',
    'WXY\u00a01234',
    'wxy\u20111234',
    'WXY\u2013\u22121234',
    '\uff37\uff38\uff39\u3000\uff11\uff12\uff13\uff14',
    'WX\u00adY1234',
  ])
    expect(bareText(written), written).toBe('WXY1234')
  for (const other of ['WXY 12345', 'WXZ 1234']) expect(bareText(other)).not.toBe('WXY1234')
})

test('a telephone number is the same however it was dialled and written', () => {
  for (const written of [
    '012-345 6789',
    '+60 12 345 6789',
    '0060123456789',
    '(012) 345/6789',
    '012\u2011345\u00a06789',
    '\uff0b\uff16\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19',
  ])
    expect(dialled(written), written).toBe('123456789')
})

test('what is kept has the signs of a keyboard, and letters of every script', () => {
  expect(plainText('wxy\u00a012\u201134')).toBe('wxy 12-34')
  expect(plainText('\uff0b60\u202f12\u2013345 6789')).toBe('+60 12-345 6789')
  expect(plainText('\u4eacA 12345')).toBe('\u4eacA 12345')
  for (const typed of ['WXY 1234', '(012) 345-6789', '***', '']) expect(plainText(typed)).toBe(typed)
})
