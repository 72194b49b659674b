import { describe, expect, test } from 'vitest'
import { CatchUps } from '@/cms/sync/hub/catch-ups'

describe('pieces of the log that are read', () => {
  test('are read one at a time, the accounts in turn, with a turn of the event loop between', async () => {
    const catchUps = new CatchUps(250_000)
    const order: string[] = []
    let under = 0
    let turns = 0
    const count = () => {
      turns += 1
      if (order.length < 7) setImmediate(count)
    }
    setImmediate(count)
    const read = (account: string, piece: number) =>
      catchUps.inTurn(account, async () => {
        under += 1
        expect(under).toBe(1)
        await Promise.resolve()
        under -= 1
        order.push(`${account}${piece}`)
        return piece
      })
    const many = [1, 2, 3, 4].map((piece) => read('a', piece))
    const few = [read('b', 1), read('c', 1), read('b', 2)]
    expect(await Promise.all([...many, ...few])).toEqual([1, 2, 3, 4, 1, 1, 2])
    // b and c came after a’s first two were asked for; from then on each has its turn.
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
    expect(turns).toBeGreaterThanOrEqual(6)
  })

  test('that fail hold up nobody', async () => {
    const catchUps = new CatchUps(250_000)
    const failing = catchUps.inTurn('a', () => Promise.reject(new Error('no database')))
    const next = catchUps.inTurn('a', async () => 'read')
    await expect(failing).rejects.toThrow('no database')
    expect(await next).toBe('read')
    expect(await catchUps.inTurn('a', async () => 'later')).toBe('later')
  })

  test('are counted to each account, and too many in a minute are refused', async () => {
    const catchUps = new CatchUps(250_000)
    expect(await catchUps.refusal('a')).toBeNull()
    await catchUps.count('a', 200_000)
    expect(await catchUps.refusal('a')).toBeNull()
    await catchUps.count('a', 60_000)
    const again = await catchUps.refusal('a')
    expect(again).toBeGreaterThan(0)
    expect(again).toBeLessThanOrEqual(60_000)
    expect(await catchUps.refusal('b')).toBeNull()
  })
})
