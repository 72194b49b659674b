import { expect, test, vi } from 'vitest'
import type { Member } from '@/lib/domain'
import { type AskServer, PersonPins } from '@/main/pin/person-pins'
import { StationError } from '@/main/station-error'
import { FakeClock } from '@/tests/support/fake-clock'

const SITI: Member = { personId: '7', name: 'Siti', position: 'manager', pinSetAt: '2026-01-15T01:00:00.000Z' }
const LATER: Member = { ...SITI, pinSetAt: '2026-01-16T01:00:00.000Z' }

const away: AskServer = () => Promise.reject(new StationError('pin_unknown', 'no server'))
const knows = (right: string) => vi.fn<AskServer>(async (_, pin) => (pin === right ? 'right' : 'wrong'))

function station() {
  const clock = new FakeClock()
  let kept: string | null = null
  const storage = {
    read: () => kept,
    write(text: string | null) {
      kept = text
    },
  }
  return { clock, kept: () => kept ?? '', keep: storage.write, make: () => new PersonPins(storage, () => clock.now()) }
}

test('a PIN is learnt by being told once, and checked without a server from then on, over restarts', async () => {
  const { make, kept } = station()
  await expect(make().check(SITI, '2580', away)).rejects.toMatchObject({ code: 'pin_unknown' })
  const server = knows('2580')
  await make().check(SITI, '2580', server)
  expect(kept()).toContain('scrypt$')
  expect(kept()).not.toContain('2580')
  await make().check(SITI, '2580', away)
  await expect(make().check(SITI, '2581', away)).rejects.toMatchObject({ code: 'wrong_pin' })
  expect(server).toHaveBeenCalledTimes(1)
})

test('a PIN that was set anew is asked of the server again', async () => {
  const { make } = station()
  await make().check(SITI, '2580', knows('2580'))
  await expect(make().check(LATER, '2580', away)).rejects.toMatchObject({ code: 'pin_unknown' })
  await expect(make().check(LATER, '2580', knows('8642'))).rejects.toMatchObject({ code: 'wrong_pin' })
  await make().check(LATER, '8642', knows('8642'))
  await make().check(LATER, '8642', away)
})

test('a PIN whose hash can no longer be read is asked of the server, and learnt anew', async () => {
  const { make, kept, keep } = station()
  await make().check(SITI, '2580', knows('2580'))
  keep(kept().replace('scrypt$', 'md5$'))
  await expect(make().check(SITI, '2580', away)).rejects.toMatchObject({ code: 'pin_unknown' })
  await make().check(SITI, '2580', knows('2580'))
  await make().check(SITI, '2580', away)
})

test('five wrong tries are free, then a person waits, over restarts, and others do not', async () => {
  const { clock, make } = station()
  for (let tries = 0; tries < 4; tries += 1)
    await expect(make().check(SITI, '1111', knows('2580'))).rejects.toMatchObject({ code: 'wrong_pin' })
  await expect(make().check(SITI, '1111', knows('2580'))).rejects.toMatchObject({ code: 'pin_locked' })
  const server = knows('2580')
  await expect(make().check(SITI, '2580', server)).rejects.toMatchObject({ code: 'pin_locked' })
  expect(server).not.toHaveBeenCalled()
  await make().check({ ...SITI, personId: '8' }, '2580', server)
  await clock.advance(30_000)
  await make().check(SITI, '2580', server)
})
