import { type Document, MongoClient, UUID } from 'mongodb'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { writePlainly } from '@/cms/database/migrations/plain-texts'
import { CONNECTION, Transactions } from '@/cms/database/mongodb/client'
import { HintLine } from '@/cms/database/mongodb/hint-line'
import { beginAnewElsewhere } from '@/cms/database/mongodb/lineage'
import { oddTexts } from '@/cms/database/mongodb/odd-texts'
import { platePattern } from '@/cms/database/mongodb/orders'
import { requireReplicaSet } from '@/cms/database/mongodb/prepare'
import { turns } from '@/cms/database/mongodb/turns'
import { found, refusal, ScriptedMongo } from '../../support/scripted-mongo'

const OWN = 'this-server'

let mongo: ScriptedMongo
let client: MongoClient
let transactions: Transactions

beforeAll(async () => {
  mongo = await ScriptedMongo.start()
  client = await MongoClient.connect(mongo.uri(), CONNECTION)
  transactions = new Transactions(() => client)
})
afterEach(() => mongo.forget())
afterAll(async () => {
  await client.close()
  await mongo.stop()
})

describe('what answers as a MongoDB', () => {
  it.each([
    [{ setName: null }, '--replSet'],
    [{ maxWireVersion: 9 }, '5.0'],
  ])('is refused where it is %o', async (role, wayOut) => {
    const other = await ScriptedMongo.start(role)
    const its = await MongoClient.connect(other.uri())
    await expect(requireReplicaSet(its.db())).rejects.toMatchObject({
      code: 'unsupported_database',
      message: expect.stringContaining(wayOut),
    })
    await its.close()
    await other.stop()
  })

  it('is taken where it is a replica set', async () => {
    await requireReplicaSet(client.db())
  })
})

describe('work of one server at a time', () => {
  const { alone } = turns(new Transactions(() => client), () => {
    throw new Error('There is no transaction.')
  })
  const others = { value: { _id: 'work', owner: 'another' }, ok: 1 }
  /** Whoever asks has it. */
  const theirs = ({ update }: Document) => ({ value: { owner: update[0].$set.owner.$cond[1].$literal }, ok: 1 })

  it('is left out while another has it, and waited for at the start', async () => {
    const work = vi.fn(async () => undefined)
    mongo.script('findAndModify', others)
    await alone('retention', work)
    mongo.script('findAndModify', refusal(11_000, 'DuplicateKey'))
    await alone('retention', work)
    expect(work).not.toHaveBeenCalled()
    mongo.script('findAndModify', others, theirs)
    await alone('start', work)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('is taken by the database’s clock, and given back by whoever took it', async () => {
    mongo.script('findAndModify', theirs)
    await alone('audit', async () => undefined)
    const [take] = mongo.commands('findAndModify')
    // A condition of what is found may compare no fields where it is to be made if there is none.
    expect(take).toMatchObject({ query: { _id: 'work audit' }, upsert: true, new: true })
    const { owner, until } = (take as Document).update[0].$set
    expect(until.$cond[1]).toEqual({ $add: ['$$NOW', 30_000] })
    const mine = owner.$cond[1].$literal
    expect(mongo.commands('delete')[0]?.deletes).toMatchObject([{ q: { _id: 'work audit', owner: mine } }])
  })
})

describe('word from the other servers', () => {
  const ns = { db: 'ax', coll: 'any' }
  let events = 0
  const change = (fullDocument: object | null) => ({
    _id: { _data: String(++events) },
    operationType: 'update',
    ns,
    fullDocument,
  })
  const news = (name: 'firstBatch' | 'nextBatch', id: bigint, ...changes: object[]) => ({
    cursor: { id, ns: 'ax.$cmd.aggregate', [name]: changes, postBatchResumeToken: { _data: `p${++events}` } },
    ok: 1,
  })
  const listener = () => ({ logs: vi.fn(), signIns: vi.fn(), missed: vi.fn(), look: vi.fn() })
  const line = () => new HintLine(transactions, OWN, () => 'sync-heads')

  it('is what they wrote to the heads of logs and of sign-ins, not what this one did', async () => {
    mongo.script('aggregate', news('firstBatch', 5n))
    mongo.script(
      'getMore',
      news(
        'nextBatch',
        5n,
        change({ tenant: 'main', writtenBy: OWN }),
        change({ tenant: 'north', writtenBy: 'other' }),
      ),
      news('nextBatch', 5n, change({ name: 'user:1', from: OWN }), change({ name: 'user:2', from: 'other' })),
      news('nextBatch', 5n, change(null)),
      () => new Promise(() => undefined),
    )
    const heard = listener()
    const end = await line().listen(heard)
    await expect.poll(() => heard.missed.mock.calls.length).toBe(1)
    expect(heard.logs.mock.calls).toEqual([[['north']]])
    expect(heard.signIns.mock.calls).toEqual([[['user:2']]])
    // After it has begun to listen, for what was committed before.
    expect(heard.look).toHaveBeenCalled()
    expect(mongo.commands('aggregate')[0]).toMatchObject({
      pipeline: [{ $changeStream: { fullDocument: 'updateLookup' } }, { $match: {} }],
    })
    await end()
  })

  it('is held to have been missed where the stream could not go on', async () => {
    mongo.script('aggregate', news('firstBatch', 6n), news('firstBatch', 7n))
    mongo.script('getMore', refusal(286, 'ChangeStreamHistoryLost'), () => new Promise(() => undefined))
    const heard = listener()
    const end = await line().listen(heard)
    await expect.poll(() => heard.missed.mock.calls.length).toBe(1)
    expect(mongo.commands('aggregate')).toHaveLength(2)
    // It begins anew: from where it was, nothing is kept.
    expect(mongo.commands('aggregate')[1]?.pipeline[0].$changeStream).not.toHaveProperty('resumeAfter')
    await end()
  })

  it('is held to have been missed again and again while no stream can be had', async () => {
    mongo.script('aggregate', ...Array.from({ length: 20 }, () => refusal(286, 'ChangeStreamHistoryLost')))
    const heard = listener()
    const end = await line().listen(heard)
    await expect.poll(() => heard.missed.mock.calls.length).toBeGreaterThan(0)
    expect(mongo.commands('aggregate').length).toBeGreaterThan(1)
    await end()
  })
})

describe('logs that were put back', () => {
  const heads = () => ({ name: 'sync-heads', type: 'collection', info: { uuid: new UUID() } })

  it('begin new epochs, each once, before they are known', async () => {
    mongo.script('listCollections', found(heads()))
    mongo.script('find', found(), found({ _id: 1, tenant: 'main', epoch: 'aaaaaaaaaa', head: 5 }))
    const log = { warn: vi.fn() }
    await beginAnewElsewhere(client.db(), 'sync-heads', log)
    const [renewed, known] = mongo.commands('update')
    expect(renewed?.updates[0]).toMatchObject({ q: { _id: 1, epoch: 'aaaaaaaaaa' } })
    expect(renewed?.updates[0].u.$set.epoch).toMatch(/^[0-9a-z]{10}$/)
    expect(known?.update).toBe('ax_lineage')
    expect(log.warn).toHaveBeenCalledWith(expect.objectContaining({ tenant: 'main' }))
  })

  it('go on as they are where they are known', async () => {
    mongo.script('listCollections', found(heads()))
    mongo.script('find', found({ _id: 'known' }))
    await beginAnewElsewhere(client.db(), 'sync-heads', { warn: vi.fn() })
    expect(mongo.commands('update')).toEqual([])
  })
})

describe('orders', () => {
  it('are found by a plate however it is written', () => {
    const { $regex, $options } = platePattern('WXY1234')
    const plate = new RegExp($regex, $options)
    for (const written of ['WXY1234', 'wxy 12-34', ' W.X.Y 1234 ']) expect(plate.test(written)).toBe(true)
    for (const other of ['WXY12345', 'AWXY1234', 'WXY_1234']) expect(plate.test(other)).toBe(false)
  })

  it('of an older release are found by it once a start has written them plainly, and no other is written', async () => {
    const texts = { orders: 'orders', vehicles: 'vehicles' }
    const rows: Document[] = [
      { _id: 1, plate: 'WXY\u201112\u00a034', customerPhone: '\uff0b60\u202f12\u2013345' },
      { _id: 2, plate: '\uff37\uff38\uff39 1234' },
      { _id: 3, plate: '\u4eacA 12345', customerPhone: null },
    ]
    mongo.script(
      'find',
      found(...rows),
      found(
        { _id: 8, plate: 'wxy\u20111234', barePlate: 'WXY1234' },
        { _id: 9, plate: 'wx\u00ady1234', barePlate: 'WX\u00adY1234' },
      ),
    )
    await writePlainly(oddTexts(client.db(), texts))
    const [orders, vehicles] = mongo.commands('find').map(({ filter }) => filter)
    const isAsked =
      ({ $regex }: { readonly $regex: string }) =>
      (text: string) =>
        new RegExp($regex).test(text)
    expect(Object.keys(orders.$or[0])).toEqual(['plate'])
    expect(rows.every(({ plate }) => isAsked(orders.$or[0].plate)(plate))).toBe(true)
    expect(isAsked(orders.$or[1].customerPhone)('+60 12-345 6789 (~)')).toBe(false)
    expect(isAsked(vehicles.plate)('wx\u00ady1234')).toBe(true)
    const written = mongo.commands('update').map(({ update, updates }) => [update, updates[0].q._id, updates[0].u.$set])
    expect(written).toEqual([
      ['orders', 1, { plate: 'WXY-12 34', customerPhone: '+60 12-345' }],
      ['orders', 2, { plate: 'WXY 1234', customerPhone: null }],
      ['vehicles', 9, { barePlate: 'WXY1234' }],
    ])
    // Another server serves meanwhile: what somebody has changed since it was read stays as it is.
    const asked = mongo.commands('update').map(({ updates }) => updates[0].q)
    expect(asked).toEqual([
      { _id: 1, plate: { $eq: rows[0]?.plate }, customerPhone: { $eq: rows[0]?.customerPhone } },
      { _id: 2, plate: { $eq: rows[1]?.plate }, customerPhone: { $eq: null } },
      { _id: 9, plate: { $eq: 'wx\u00ady1234' } },
    ])
    const { $regex, $options } = platePattern('WXY1234')
    for (const [, , { plate }] of written.slice(0, 2)) expect(new RegExp($regex, $options).test(plate)).toBe(true)
  })

  it('that are no texts hold no start up, and are nothing that is asked for', async () => {
    mongo.script(
      'find',
      found({ _id: 4, plate: 'WXY\u20111234', customerPhone: { $gt: '' } }),
      found({ _id: 5, plate: ['\u00a0'] }),
    )
    await writePlainly(oddTexts(client.db(), { orders: 'orders', vehicles: 'vehicles' }))
    expect(mongo.commands('update')).toEqual([])
  })
})
