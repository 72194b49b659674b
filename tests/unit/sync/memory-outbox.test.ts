import { expect, test } from 'vitest'
import { MemoryOutbox } from '@/lib/sync/engine'
import { OUTBOX_PROMISES } from '../../support/outbox-promises'

test.each(OUTBOX_PROMISES.filter(({ shared }) => !shared))('MemoryOutbox: $name', async ({ prove }) => {
  const outbox = new MemoryOutbox()
  await expect(prove(async () => outbox)).resolves.toBeUndefined()
})
