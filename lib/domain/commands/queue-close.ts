import { BY_DESK, defineCommand } from './define'
import { queueOnly, setOpen } from './queue-effects'

/** The queue takes no new cars; those in it are still served. */
export const queueClose = defineCommand({
  type: 'queue.close',
  payload: queueOnly,
  by: BY_DESK,
  run: (acting, { queue }) => setOpen(acting, queue, false),
})
