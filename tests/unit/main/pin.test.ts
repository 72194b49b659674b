import { describe, expect, test } from 'vitest'
import { hashPin, verifyPin } from '@/lib/pins/pin-hash'
import { PinGate } from '@/main/pin/pin-gate'
import { afterWrongPin, isLocked, NO_TRIES } from '@/main/pin/pin-tries'
import { FakeClock } from '@/tests/support/fake-clock'

function gate() {
  const clock = new FakeClock()
  let kept: string | null = null
  const storage = {
    read: () => kept,
    write(text: string | null) {
      kept = text
    },
  }
  return { clock, storage, make: () => new PinGate(storage, () => clock.now()) }
}

describe('the PIN', () => {
  test('is kept as a salted scrypt hash', async () => {
    const [first, second] = [await hashPin('4711'), await hashPin('4711')]
    expect(first).toMatch(/^scrypt\$32768\$8\$3\$/)
    expect(first).not.toBe(second)
    expect(await verifyPin('4711', first)).toBe(true)
    expect(await verifyPin('4712', first)).toBe(false)
    expect(await verifyPin('4711', 'md5$abc')).toBe(false)
  })

  test('is not needed until there is one; then only it opens the gate, for five minutes of quiet', async () => {
    const { clock, make } = gate()
    const pin = make()
    expect(() => pin.pass()).not.toThrow()
    await pin.set('4711')
    pin.lock()
    expect(() => pin.pass()).toThrow('needs the PIN')
    await expect(pin.set('0000')).rejects.toThrow('needs the PIN')
    await expect(pin.unlock('0000')).rejects.toMatchObject({ code: 'wrong_pin' })
    expect((await pin.unlock('4711')).unlocked).toBe(true)
    await clock.advance(4 * 60_000)
    pin.pass()
    await clock.advance(4 * 60_000)
    pin.check()
    await clock.advance(60_001)
    expect(() => pin.check()).toThrow('needs the PIN')
  })

  test('locks after five wrong tries, for longer each time, also over a restart', async () => {
    const { clock, make } = gate()
    await make().set('4711')
    for (let tries = 1; tries <= 4; tries += 1) {
      await expect(make().unlock('0000')).rejects.toMatchObject({ code: 'wrong_pin' })
    }
    await expect(make().unlock('0000')).rejects.toMatchObject({ code: 'pin_locked' })
    await expect(make().unlock('4711')).rejects.toMatchObject({ code: 'pin_locked' })
    expect(make().state().lockedUntil).toBe(new Date(clock.now() + 30_000).toISOString())
    await clock.advance(30_001)
    await expect(make().unlock('0000')).rejects.toThrow('60 s')
    await clock.advance(60_001)
    expect((await make().unlock('4711')).unlocked).toBe(true)
    await expect(make().unlock('0000')).rejects.toMatchObject({ code: 'wrong_pin' })
  })

  test('parallel tries count one by one', async () => {
    const { make } = gate()
    const pin = make()
    await pin.set('4711')
    pin.lock()
    const results = await Promise.allSettled([...'012345'].map((digit) => pin.unlock(digit.repeat(4))))
    expect(results.map((result) => (result as PromiseRejectedResult).reason.code)).toEqual([
      ...Array(4).fill('wrong_pin'),
      ...Array(2).fill('pin_locked'),
    ])
  })

  test('a clock that was set back does not lock for ever', () => {
    let tries = NO_TRIES
    for (let count = 0; count < 40; count += 1) tries = afterWrongPin(tries, 10_000_000)
    expect(tries.lockedUntil).toBe(10_000_000 + 15 * 60_000)
    expect(isLocked(tries, 10_000_000)).toBe(true)
    expect(isLocked(tries, 1_000)).toBe(false)
  })

  test('a damaged record keeps the gate shut', async () => {
    const { make, storage } = gate()
    storage.write('{"hash":')
    expect(make().state()).toMatchObject({ set: true, unlocked: false })
    await expect(make().unlock('4711')).rejects.toMatchObject({ code: 'wrong_pin' })
  })
})
