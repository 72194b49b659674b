import { expect, test } from 'vitest'
import { Turns } from '@/cms/access/hashing-turns'

test('so many at once, the others in order, and beyond that nobody', async () => {
  const turns = new Turns(2, 2)
  const begun: number[] = []
  const take = async (name: number) => {
    const end = await turns.take()
    if (end) begun.push(name)
    return end
  }
  const first = await take(1)
  await take(2)
  const third = take(3)
  const fourth = take(4)
  expect(await take(5)).toBeNull()
  expect(begun).toEqual([1, 2])
  first?.()
  // A turn that ended ends no other.
  first?.()
  const end = await third
  expect(begun).toEqual([1, 2, 3])
  end?.()
  await fourth
  expect(begun).toEqual([1, 2, 3, 4])
})
