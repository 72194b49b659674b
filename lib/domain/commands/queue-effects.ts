import { z } from 'zod'
import { type QueueId, queueIdSchema } from '../documents'
import { change, type Run } from './access'
import { type Acting, DONE, type Done } from './define'
import { checkVersion, requireQueue } from './site-effects'

export const queueOnly = z.object({ queue: queueIdSchema })

export function* setOpen(acting: Acting, queueId: QueueId, open: boolean): Run<Done> {
  acting.allow()
  const queue = yield* requireQueue(queueId)
  checkVersion(acting, queue.version, { queue })
  if (queue.open !== open) yield* change('queue', queueId, { open })
  return DONE
}
