import { expect, it, vi } from 'vitest'
import { WriteLock } from '@/cms/database/sqlite/write-lock'

it('lets one in at a time, in the order they came', async () => {
  const lock = new WriteLock(1_000, () => '')
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

it('gives up after a while and says who holds it; those behind still wait their turn', async () => {
  vi.useFakeTimers()
  try {
    const lock = new WriteLock(1_000, () => 'update "orders"')
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
