import { expect, test } from 'vitest'
import { serverUrlSchema } from '@/preload/contract'

test.each(['http://192.168.1.10:3710', 'https://wash.example'])('%s is an address', (text) => {
  expect(serverUrlSchema.parse(text)).toBe(text)
})

test.each(['', 'h', 'http', 'http:', 'http://', '192.168.1.10:3710', 'not an address'])(
  'what is typed so far, “%s”, is refused and breaks nothing',
  (text) => {
    expect(serverUrlSchema.safeParse(text).success).toBe(false)
  },
)

test.each([
  'http://user:secret@wash.example',
  'http://wash.example/admin',
  'http://wash.example/?a=1',
  'http://wash.example/#a',
  'ftp://wash.example',
])('%s is more than an address, or another kind', (text) => {
  expect(serverUrlSchema.safeParse(text).success).toBe(false)
})
