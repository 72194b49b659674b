import { describe, expect, test } from 'vitest'
import { redact, redactText } from '@/main/diagnostics/redact'

describe('what leaves the station in a log or diagnostics file', () => {
  test.each([
    ['Authorization: stations API-Key 0a1b2c3d failed', '0a1b2c3d'],
    ['GET /x?token=abcdef&limit=1', 'abcdef'],
    ['JWT eyJhbGciOi.abc.def refused', 'eyJhbGciOi'],
    ['customer +60 12-345 6789 called', '345'],
    ['sent to owner@example.test', 'owner@'],
  ])('%s', (line, secret) => {
    expect(redactText(line)).not.toContain(secret)
    expect(redactText(line)).toContain('[redacted]')
  })

  test('secrets and people are hidden by name at any depth; the rest stays', () => {
    const value = {
      url: 'http://10.0.0.5:3710',
      seq: 12,
      pairingKey: 'abc',
      list: [{ customer: { name: 'Nurul' }, plate: 'WXY 1', pin: '1234', behind: 3 }],
      at: '2026-01-15T10:30:00.000Z',
    }
    expect(redact(value)).toEqual({
      url: 'http://10.0.0.5:3710',
      seq: 12,
      pairingKey: '[redacted]',
      list: [{ customer: '[redacted]', plate: '[redacted]', pin: '[redacted]', behind: 3 }],
      at: '2026-01-15T10:30:00.000Z',
    })
  })

  test('a value that contains itself ends', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(JSON.stringify(redact(loop))).toContain('too deep')
  })
})
