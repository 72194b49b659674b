import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as domain from '@/lib/domain'
import * as messages from '@/lib/sync/car-wash/wire'
import * as protocol from '@/lib/sync/protocol'

/** The same text for the same schema, however its fields and choices are ordered; a tuple's places are its order. */
function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(
    ([name, part]) => `${JSON.stringify(name)}:${name === 'prefixItems' ? JSON.stringify(part) : stableText(part)}`,
  )
  return `{${fields.sort().join()}}`
}

const wire = { ...domain, ...protocol, ...messages }

/** Of every schema the protocol and the domain give out, whatever it is called there: a renamed one is still the same wire. */
function fingerprintOf(given: object): string {
  const schemas = Object.values(given).filter((value) => value instanceof z.ZodType)
  const texts = schemas.map((schema) => stableText(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))
  return createHash('sha256')
    .update([...new Set(texts)].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)
}

test('the wire is what its version says', () => {
  const now = fingerprintOf(wire)
  const { PROTOCOL_VERSION, PROTOCOL_FINGERPRINT } = protocol
  expect(
    now,
    `The wire changed: in lib/sync/protocol/version.ts raise PROTOCOL_VERSION to ${PROTOCOL_VERSION + 1} and write the new fingerprint '${now}' beside it. Say under "Unreleased" in CHANGELOG.md what older stations and servers cannot read.`,
  ).toBe(PROTOCOL_FINGERPRINT)
})

test('a fingerprint changes with a field, a limit and a choice, and not with names or order', () => {
  const a = z.object({ plate: z.string().max(32), stage: z.enum(['open', 'paid']) })
  const before = fingerprintOf({ a })
  expect(fingerprintOf({ renamed: z.object({ stage: a.shape.stage, plate: a.shape.plate }) })).toBe(before)
  for (const changed of [
    a.extend({ queue: z.string() }),
    a.extend({ plate: z.string().max(16) }),
    a.extend({ stage: z.enum(['open', 'paid', 'empty']) }),
    a.partial({ plate: true }),
  ]) {
    expect(fingerprintOf({ changed })).not.toBe(before)
  }
})

test('all of it is looked at: events, pages, snapshots, commands and their answers', () => {
  const whole = fingerprintOf(wire)
  for (const name of [
    'syncEventSchema',
    'eventPageSchema',
    'snapshotSchema',
    'commandRequestSchema',
    'commandResponseSchema',
    'healthSchema',
  ]) {
    expect(fingerprintOf({ ...wire, [name]: null }), name).not.toBe(whole)
  }
})
