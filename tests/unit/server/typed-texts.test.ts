import { expect, test } from 'vitest'
import { stillAhead, stillTyped, type Texts } from '@/cms/app/(web)/(live)/setup/typed-texts'

const plain = (text: string) => text.trim()
const left = { left: 'Left ' }
const after = (texts: Texts, sent: Texts = {}) =>
  stillTyped(left, { before: { left: 'Bay 1', right: 'Bay 2' }, after: { right: 'Bay 2', ...texts }, sent, plain })

test('what was saved stays on the screen until the server is known to have it', () => {
  expect(after({ left: 'Bay 1', right: 'Right' }, left)).toEqual(left)
  expect(after({ left: 'Left' }, left)).toEqual({})
  // Somebody else has called it otherwise since.
  expect(after({ left: 'North' }, left)).toEqual({})
})

test('what is being typed stays, whatever the server says', () => {
  for (const name of ['Bay 1', 'Left', 'North']) expect(after({ left: name })).toEqual(left)
  expect(after({ left: 'Le' }, { left: 'Le' })).toEqual(left)
})

test('what was typed back to what it was does not undo what somebody else did', () => {
  const known = { before: { left: 'Left' }, sent: {}, plain }
  expect(stillTyped(left, { ...known, after: { left: 'North' } })).toEqual({})
  expect(stillTyped(left, { ...known, after: { left: 'Left' } })).toEqual(left)
})

test.each([
  ['nothing of it', 'A', ['B', 'C']],
  ['the first of it', 'B', ['C']],
  ['all of it', 'C', []],
  ['what somebody else made of it', 'D', []],
])('what was saved twice, once %s is read', (_, is, ahead) => {
  const same = (one: string, other: string) => one === other
  expect(stillAhead(['B', 'C'], { was: 'A', is, same })).toEqual(ahead)
})
