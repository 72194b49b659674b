import { expect, test } from 'vitest'
import { inMemory } from '@/cms/database/limits'

test('what is counted takes no more room however long it is, and is nobody else’s count', async () => {
  const limiter = inMemory({ name: 'tries', points: 1, seconds: 60 })
  const long = 'x'.repeat(1_000_000)
  expect(limiter.getKey(long).length).toBeLessThan(100)
  await limiter.consume(long)
  await expect(limiter.consume(long)).rejects.toMatchObject({ consumedPoints: 2 })
  await expect(limiter.consume(`${long}x`)).resolves.toMatchObject({ consumedPoints: 1 })
})
