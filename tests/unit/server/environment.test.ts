import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { factsOf } from '@/cms/database/facts'
import { checkDatabaseUri } from '@/cms/database/uri'
import { readEnvironment } from '@/cms/server/environment'
import { readEventsQuery } from '@/cms/sync/http/query'

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readEnvironment({ AX_DATA_DIR: '/data', AX_PORT: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 3710,
      databaseUri: `file:${path.join(path.resolve('/data'), 'ax-station.db')}`,
      heartbeatMs: 15_000,
      origins: [],
      demo: false,
      restored: false,
      retentionDays: 7,
      retentionEvents: 100_000,
    })
  })

  it('names each value it cannot use', () => {
    expect(() => readEnvironment({ AX_PORT: '70000', AX_ADMIN_EMAIL: 'me', PAYLOAD_SECRET: 'short' })).toThrow(
      /AX_PORT[\s\S]*AX_ADMIN_EMAIL[\s\S]*PAYLOAD_SECRET/,
    )
  })
})

describe('the address of the database', () => {
  const refused = (uri: string, env = {}) =>
    expect(() => checkDatabaseUri(uri, env)).toThrow(expect.objectContaining({ code: 'unsupported_database' }))

  it('says which it is', () => {
    expect(checkDatabaseUri('file:/tmp/a.db', {})).toBe('sqlite')
    for (const uri of ['postgres://a/b', 'postgresql://a/b']) expect(checkDatabaseUri(uri, {})).toBe('postgres')
    for (const uri of ['mysql://a/b', '']) refused(uri)
  })

  it('tells of a file, or how the database is backed up and restored where it has none', () => {
    expect(factsOf('file:/tmp/a.db')).toEqual({ file: '/tmp/a.db', warning: null })
    const [backup, restore] = [expect.stringContaining('pg_dump'), expect.stringContaining('pg_restore')]
    expect(factsOf('postgres://a/b')).toEqual({ file: null, ownTool: { backup, restore }, warning: null })
  })

  it('is one of MongoDB for nobody who has not said that it is unproven', () => {
    const unproven = { AX_MONGODB: 'unproven' }
    for (const uri of ['mongodb://a/b', 'mongodb+srv://a/b?replicaSet=rs0']) {
      expect(checkDatabaseUri(uri, unproven)).toBe('mongodb')
      refused(uri)
      refused(uri, { AX_MONGODB: '1' })
    }
    for (const uri of ['mongodb://a', 'mongodb://a/?replicaSet=rs0']) refused(uri, unproven)
  })
})

describe('the parameters of GET events', () => {
  const read = (query: string, header?: string) => readEventsQuery(new URLSearchParams(query), header)

  it('takes the header before the parameter', () => {
    expect(read('lastEventId=event_aaaa_1', 'event_bbbb_2').cursor).toEqual({ epoch: 'bbbb', seq: 2 })
    expect(read('lastEventId=event_aaaa_1').cursor).toEqual({ epoch: 'aaaa', seq: 1 })
    expect(read('').cursor).toBeNull()
  })

  it('knows a stage change under both names, and gives it under the one asked for', () => {
    expect(read('eventTypes=order_stage_change')).toMatchObject({
      stageName: 'order_stage_change',
      eventTypes: new Set(['stage_change']),
    })
    expect(read('eventTypes=order_stage_change,stage_change').stageName).toBe('stage_change')
    expect(read('')).toMatchObject({ stageName: 'stage_change', eventTypes: null, limit: 100 })
  })

  it('lets unknown parameters pass and refuses known ones that are wrong', () => {
    expect(() => read('_=1700000000')).not.toThrow()
    expect(() => read('limit=9999')).toThrow(expect.objectContaining({ code: 'bad_parameter' }))
  })
})
