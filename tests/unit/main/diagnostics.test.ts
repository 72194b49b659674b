import { expect, test } from 'vitest'
import { diagnosticsText } from '@/main/diagnostics/diagnostics-file'
import { redactor } from '@/main/diagnostics/redact'
import { peopleOf } from '@/main/diagnostics/station-steps'
import { sampleJob, sampleOrder } from '@/tests/support/sample-documents'

const at = '2026-01-15T10:30:00.000Z'

test('a step that fails costs itself alone, and says why', async () => {
  const text = await diagnosticsText({
    at,
    people: [],
    steps: [
      { name: 'one', look: () => ({ seq: 12 }) },
      {
        name: 'two',
        look: () => {
          throw new Error('GET /x?token=abcdef failed')
        },
      },
      { name: 'three', look: async () => ['text'] },
    ],
  })
  expect(JSON.parse(text)).toEqual({
    format: 'ax-station-diagnostics',
    version: 1,
    writtenAt: at,
    steps: [
      { step: 1, name: 'one', found: { seq: 12 } },
      { step: 2, name: 'two', failed: 'Error: GET /x?token=[redacted] failed' },
      { step: 3, name: 'three', found: ['text'] },
    ],
  })
})

test('the people whom the documents name are taken out of every line, however they are written', () => {
  const order = sampleOrder('AX-20260115-0001', {
    vehicle: { plate: 'WXY 1001', type: 'sedan', make: null, colour: null },
    customer: { name: 'Nurul (Bukit+)', phone: '012-345 6789' },
  })
  const job = sampleJob('job-1', { plate: 'VBA 77' })
  const people = peopleOf([
    { kind: 'order', key: order.orderID, document: order },
    { kind: 'job', key: job.jobId, document: job },
  ])
  const redact = redactor(people)
  const lines = [
    'order of wxy 1001 refused',
    'plate WXY1001 twice',
    'Nurul (Bukit+) called from 0123456789',
    'job for VBA77 and VBA 77.',
    'at 2026-01-15T10:30:00.000Z seq 1001 in WXYZ',
  ]
  expect(redact(lines)).toEqual([
    'order of [redacted] refused',
    'plate [redacted] twice',
    '[redacted] called from [redacted]',
    'job for [redacted] and [redacted].',
    'at 2026-01-15T10:30:00.000Z seq 1001 in WXYZ',
  ])
})
