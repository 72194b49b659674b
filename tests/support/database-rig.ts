import { commitTransaction, createLocalReq, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { afterAll, beforeAll } from 'vitest'
import { ATTEMPTS, isConflict, logReading } from '@/cms/database'
import { appendEvents } from '@/cms/sync/log/append'
import type { LogRow } from '@/cms/sync/log/read'
import type { TestDatabase } from './database'

/** What an event of the log tells. */
export const change = { eventType: 'queue_update', bays: ['bay-1', 'bay-10'], data: { queue: 'ஸ்ரீ "q"' } } as const

/** A database that is open while the tests of a file run, and what they ask of it. */
export function openRig(open: () => Promise<TestDatabase>) {
  let database: TestDatabase
  let sites = 0
  const newSite = () => `site-${++sites}`

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database?.close())

  async function begin(): Promise<PayloadRequest> {
    const req = await createLocalReq({}, database.payload)
    await initTransaction(req)
    return req
  }

  async function within<T>(work: (req: PayloadRequest) => Promise<T>): Promise<T> {
    const req = await begin()
    try {
      const done = await work(req)
      await commitTransaction(req)
      return done
    } catch (error) {
      await killTransaction(req)
      throw error
    }
  }

  const append = (tenant: string, events = 1) =>
    within((req) => appendEvents(req, { tenant, drafts: Array.from({ length: events }, () => change) }))
  const tail = (tenant: string, after = 0, limit = 500) =>
    logReading(database.payload).tailLog({ tenant, after, limit })
  const seqs = (rows: readonly LogRow[] | undefined) => rows?.map(({ seq }) => seq)
  const oneTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1)

  /** What was in others' way is done again, as whoever asks does. */
  async function again<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (!isConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  }

  return {
    /** Once it is open. */
    get database() {
      return database
    },
    newSite,
    begin,
    within,
    append,
    tail,
    seqs,
    oneTo,
    again,
  }
}

export type DatabaseRig = ReturnType<typeof openRig>
