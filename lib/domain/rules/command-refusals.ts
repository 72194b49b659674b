import { refusals } from './refusal'

/** Why a command cannot be done where no table of its own says so: what it names is gone, taken or closed. */
export const COMMAND_REFUSALS = {
  conflict: 'Somebody else changed this in the meantime, so nothing was done. Look at it as it is now and try again.',
  no_order: 'There is no order {order} at this site.',
  order_not_taken:
    'The server has not taken the new order {order}, so there is nothing yet to do this to. Settle the new order first, then do this again.',
  taken_already: 'The server has taken this order already: it is {order}. Discard this one.',
  no_queue: 'This site has no {queue} queue.',
  no_bay: 'This site has no bay {bay}.',
  no_job: 'There is no such job at this site.',
  no_concern: 'The desk was handed no such action.',
  concern_decided: 'Somebody else has already decided on this.',
  shift_open: 'Shift {number} is still open. Close it before the next one begins.',
  shift_closed: 'Shift {number} is closed already. What was counted stays as it was.',
  no_shift: 'There is no such shift at this site.',
  queue_closed: 'The queue "{queue}" is closed. Open it or choose another queue.',
  queue_full: 'The queue "{queue}" is full. Choose another queue.',
  not_waiting: 'This car is no longer waiting, so it has no place in a queue.',
  place_gone: '{order} is no longer in this queue. Choose the place again.',
  bay_not_available: '{bay} is not available. Choose another bay, or make it available first.',
  bay_occupied: 'A car is in {bay}. Finish its job or put the car back in the queue first.',
  bay_taken: 'The bay is no longer free, so the finished job cannot be taken back.',
  already_in_bay: 'This car is already in a bay.',
  not_in_bay: 'This car is no longer in {bay}, so nothing was done. Look where it is now.',
  wash_begun: '{step} is done on this car, so it cannot go back in the queue. Undo that step, or finish the job.',
  cancel_by_status: 'Cancelling has its own action, because the queue, the bay and the money follow it.',
  too_old:
    'This action is so old that the server no longer knows whether it was done. Look at what is there now, and do it again if it is missing.',
  waited_too_long:
    'This was done so long before the server heard of it that somebody has to look first. Do it again if it still holds.',
  other_sender: 'This action was sent by somebody else, who has its answer.',
  not_understood:
    'The server cannot read this action. Update this station and the server to the same version, then do it again if it is missing.',
  cannot_execute:
    'The server failed on this action again and again, so it was set aside and nothing was done. Tell whoever looks after the server; its log says why.',
  unanswered:
    'The server failed on this action again and again and never said whether it was done, so it was set aside. Look at what is there now, and do it again if it is missing. Tell whoever looks after the server; its log says why.',
} as const

export type CommandRefusalCode = keyof typeof COMMAND_REFUSALS

export const refuseCommand = refusals('command', COMMAND_REFUSALS)
