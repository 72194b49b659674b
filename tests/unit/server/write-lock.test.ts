import { expect, it, vi } from 'vitest'
import { WriteLock } from '@/cms/database/sqlite/write-lock'
import { inRequestScope } from '@/cms/server/request-scope'

const connection = { lastSql: () => 'update "orders"', statements: () => 1 }

it('lets one in at a time, in the order they came', async () => {
  const lock = new WriteLock(1_000, connection)
  const order: number[] = []
  const first = await lock.acquire('first')
  const others = [1, 2, 3].map(async (index) => {
    const release = await lock.acquire(`writer ${index}`)
    order.push(index)
    release()
    release()
  })
  expect(order).toEqual([])
  first()
  await Promise.all(others)
  expect(order).toEqual([1, 2, 3])
})

it('lets everything else have a turn between two that stood in line', async () => {
  const lock = new WriteLock(1_000, connection)
  const order: string[] = []
  const first = await lock.acquire('first')
  const others = [1, 2, 3].map(async (index) => {
    const release = await lock.acquire(`writer ${index}`)
    order.push(`writer ${index}`)
    setImmediate(() => order.push(`others after ${index}`))
    release()
  })
  first()
  await Promise.all(others)
  await new Promise(setImmediate)
  expect(order).toEqual([1, 2, 3].flatMap((index) => [`writer ${index}`, `others after ${index}`]))
})

it('gives up after a while and says who holds it; those behind still wait their turn', async () => {
  vi.useFakeTimers()
  try {
    const lock = new WriteLock(1_000, connection)
    const release = await lock.acquire('transaction 1')
    const late = expect(lock.acquire('a hook')).rejects.toThrow(
      /a hook waited 1000 ms .* held \d+ ms by transaction 1 \(last statement: update "orders"\)/,
    )
    await vi.advanceTimersByTimeAsync(600)
    let entered = false
    const behind = lock.acquire('behind').then((done) => {
      entered = true
      done()
    })
    await vi.advanceTimersByTimeAsync(500)
    await late
    expect(entered).toBe(false)
    release()
    await behind
    expect(entered).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

it('finds a request that waits for itself, long before the wait of others would end', async () => {
  vi.useFakeTimers()
  try {
    const lock = new WriteLock(15_000, connection)
    const release = await inRequestScope(async () => {
      const done = await lock.acquire('transaction 1')
      const own = expect(lock.acquire('a hook')).rejects.toMatchObject({
        code: 'write_lock_own_wait',
        message: expect.stringMatching(/a hook waits .* held \d+ ms by transaction 1 .*update "orders"/),
      })
      await vi.advanceTimersByTimeAsync(1_000)
      await own
      return done
    })
    const next = lock.acquire('the next request')
    release()
    ;(await next)()
  } finally {
    vi.useRealTimers()
  }
})

it('lets a request wait for a transaction of its own that is at work, and for those of others', async () => {
  vi.useFakeTimers()
  try {
    let statements = 0
    const lock = new WriteLock(15_000, { lastSql: () => '', statements: () => statements })
    const other = await inRequestScope(() => lock.acquire('another request'))
    await inRequestScope(async () => {
      const first = lock.acquire('first')
      const second = lock.acquire('second')
      await vi.advanceTimersByTimeAsync(5_000)
      other()
      const done = await first
      for (let step = 0; step < 20; step++) {
        statements += 1
        await vi.advanceTimersByTimeAsync(200)
      }
      done()
      ;(await second)()
    })
  } finally {
    vi.useRealTimers()
  }
})
