import { BY_DESK, defineCommand } from './define'
import { queueOnly, setOpen } from './queue-effects'

/** The queue takes new cars again. */
export const queueOpen = defineCommand({
  type: 'queue.open',
  payload: queueOnly,
  by: BY_DESK,
  run: (acting, { queue }) => setOpen(acting, queue, true),
})
