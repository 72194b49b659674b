import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syncEventSchema } from '@/lib/domain'
import { formatEventId, MAX_EVENT_LENGTH } from '@/lib/sync/engine'
import { placeOf } from '@/lib/sync/intake/order'
import * as takePage from '@/lib/sync/intake/take-page'
import * as intake from '@/lib/sync/intake/validate'
import { isFiltered, sameFilter, unionFilter } from '@/lib/sync/transport/filter'
import { parseJson } from '@/lib/sync/transport/json'
import { commandsUrl, eventsUrl, snapshotUrl } from '@/lib/sync/transport/urls'
import { storedEvent } from '../../support/journal-conformance'
import { sampleOrder } from '../../support/sample-documents'

const { metadata: _, ...wire } = storedEvent(7, sampleOrder('AX-1'))
const id = wire.id

const validateText = (text: string, frameId: string) => intake.validateText(text, frameId, syncEventSchema)
const validateEntry = (value: unknown, mayBeOversized: boolean) =>
  takePage.validateEntry(value, mayBeOversized, syncEventSchema)

describe('an event from the wire', () => {
  it('is taken when it is valid', () => {
    expect(validateText(JSON.stringify(wire), id)).toEqual({
      ok: true,
      event: wire,
      cursor: { epoch: 'abcd', seq: 7 },
    })
    expect(validateEntry(wire, true)).toMatchObject({ ok: true })
  })

  it.each([
    ['not JSON', '{"id":', 'not JSON'],
    ['of an unknown type', JSON.stringify({ ...wire, eventType: 'mystery' }), 'eventType'],
    ['with a wrong type inside', JSON.stringify({ ...wire, data: { order: { ...wire.data, version: '1' } } }), 'data'],
    ['whose id is no cursor', JSON.stringify({ ...wire, id: 'event_123456' }), 'cursor'],
    [
      'whose id is not that of its frame',
      JSON.stringify({ ...wire, id: formatEventId({ epoch: 'abcd', seq: 8 }) }),
      'frame',
    ],
    ['that is oversized', JSON.stringify({ ...wire, actor: 'x'.repeat(MAX_EVENT_LENGTH) }), 'longer'],
    ['with a text of 1 MB', JSON.stringify({ ...wire, actor: 'x'.repeat(1_000_000) }), 'longer'],
    ['that is null', 'null', ''],
    ['that is a list', '[]', ''],
  ])('%s is left out, and its place is known', (_name, text, problem) => {
    const result = validateText(text, id)
    expect(result).toMatchObject({ ok: false, cursor: { epoch: 'abcd', seq: 7 } })
    if (!result.ok) expect(result.problem).toContain(problem)
  })

  it('keeps HTML as text and adds nothing it does not know', () => {
    const order = sampleOrder('AX-1', { customerNotes: '<img src=x onerror=alert(1)>' })
    const hostile = { ...wire, data: { order: { ...order, extra: 1 } }, surplus: true }
    const result = validateText(JSON.stringify(hostile), id)
    expect(result).toMatchObject({ ok: true, event: { data: { order } } })
    expect(JSON.stringify(result)).not.toContain('surplus')
    expect(JSON.stringify(result)).not.toContain('extra')
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, frame) => void validateText(text, frame)),
    )
    fc.assert(fc.property(fc.anything(), (value) => void validateEntry(value, false)))
  })
})

describe('JSON', () => {
  it.each([
    '{"__proto__":{"polluted":1},"a":1}',
    '{"\\u005f_proto__":{"polluted":1},"a":1}',
    '[{"__proto__":{"polluted":1}}]',
  ])('loses prototype keys: %s', (text) => {
    const value = parseJson(text)
    const [target] = Array.isArray(value) ? value : [value]
    expect(Object.hasOwn(target, '__proto__')).toBe(false)
    expect(Object.assign({}, target).polluted).toBeUndefined()
  })

  it('is otherwise the same as JSON.parse', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!text.includes('__proto__'))
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe('the place of an event', () => {
  const accepted = { epoch: 'abcd', seq: 5 }
  it.each([
    ['abcd', 6, true, 'next'],
    ['abcd', 5, true, 'duplicate'],
    ['abcd', 1, false, 'duplicate'],
    ['abcd', 7, true, 'hole'],
    ['abcd', 7, false, 'next'],
    ['efgh', 6, true, 'foreign'],
  ] as const)('%s %i (gapless %s) is %s', (epoch, seq, gapless, place) => {
    expect(placeOf(accepted, { epoch, seq }, gapless)).toBe(place)
  })
})

describe('the union of subscriptions', () => {
  it('is what all of them need', () => {
    expect(unionFilter([])).toEqual({})
    expect(unionFilter([{ orderID: 'A' }, { orderID: 'A' }])).toEqual({ orderID: 'A' })
    expect(unionFilter([{ orderID: 'A' }, { orderID: 'B' }])).toEqual({})
    expect(unionFilter([{ eventTypes: ['b'] }, { eventTypes: ['a'] }])).toEqual({ eventTypes: ['a', 'b'] })
    expect(unionFilter([{ eventTypes: ['a'] }, {}])).toEqual({})
    expect(unionFilter([{ eventTypes: ['order_stage_change'] }, { eventTypes: ['stage_change'] }])).toEqual({
      eventTypes: ['stage_change'],
    })
    expect(unionFilter([{ tenantId: 'main' }, { orderID: 'A' }])).toEqual({ tenantId: 'main' })
  })

  it('does not depend on the order or on repetition', () => {
    const subscription = fc.record(
      {
        orderID: fc.constantFrom('A', 'B'),
        bayId: fc.constantFrom('bay-1', 'bay-2'),
        eventTypes: fc.uniqueArray(fc.constantFrom('stage_change', 'queue_update', 'order_created')),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(subscription, { maxLength: 6 }), (list) => {
        const union = unionFilter(list)
        expect(sameFilter(unionFilter([...list].reverse()), union)).toBe(true)
        expect(sameFilter(unionFilter([...list, ...list]), union)).toBe(true)
        if (list.some((each) => !isFiltered(unionFilter([each])))) expect(isFiltered(union)).toBe(false)
      }),
    )
  })
})

describe('addresses', () => {
  it('carry the filter and the cursor', () => {
    const filter = { orderID: 'AX-1', eventTypes: ['a', 'b'], bayId: 'bay-1', tenantId: 'main' }
    expect(eventsUrl('http://host:1/', filter, { epoch: 'abcd', seq: 3 }, 500)).toBe(
      'http://host:1/api/v1/sync/events?orderID=AX-1&eventTypes=a%2Cb&bayId=bay-1&tenantId=main&lastEventId=event_abcd_3&limit=500',
    )
    expect(eventsUrl('', {}, null)).toBe('/api/v1/sync/events')
    expect(snapshotUrl('http://h', { orderID: 'AX-1', tenantId: 't2' })).toBe(
      'http://h/api/v1/sync/snapshot?tenantId=t2',
    )
    expect(commandsUrl('http://h')).toBe('http://h/api/v1/sync/commands')
  })
})
