import { bayAssign } from './bay-assign'
import { bayMove } from './bay-move'
import { bayRelease } from './bay-release'
import { baySetStatus } from './bay-set-status'
import { concernRaise } from './concern-raise'
import { concernSettle } from './concern-settle'
import { jobCompleteStep } from './job-complete-step'
import { jobFinish } from './job-finish'
import { jobPause } from './job-pause'
import { jobSkipStep } from './job-skip-step'
import { jobStart } from './job-start'
import { jobUndoFinish } from './job-undo-finish'
import { jobUndoStart } from './job-undo-start'
import { jobUndoStep } from './job-undo-step'
import { orderCancel } from './order-cancel'
import { orderChange } from './order-change'
import { orderCreate } from './order-create'
import { orderGiveFreeWash } from './order-give-free-wash'
import { orderSetDiscount } from './order-set-discount'
import { orderSetPayment } from './order-set-payment'
import { orderSetStage } from './order-set-stage'
import { orderSetStatus } from './order-set-status'
import { queueClose } from './queue-close'
import { queueMove } from './queue-move'
import { queueOpen } from './queue-open'
import { shiftClose } from './shift-close'
import { shiftOpen } from './shift-open'

/**
 * Every command there is. What may be sent, who may send it, what it does at the server and what it shows at once on a
 * station: all of it comes from these definitions.
 */
export const COMMANDS = {
  [orderCreate.type]: orderCreate,
  [orderChange.type]: orderChange,
  [orderSetStage.type]: orderSetStage,
  [orderSetStatus.type]: orderSetStatus,
  [orderSetPayment.type]: orderSetPayment,
  [orderSetDiscount.type]: orderSetDiscount,
  [orderGiveFreeWash.type]: orderGiveFreeWash,
  [orderCancel.type]: orderCancel,
  [queueMove.type]: queueMove,
  [queueOpen.type]: queueOpen,
  [queueClose.type]: queueClose,
  [bayAssign.type]: bayAssign,
  [bayMove.type]: bayMove,
  [bayRelease.type]: bayRelease,
  [baySetStatus.type]: baySetStatus,
  [jobStart.type]: jobStart,
  [jobPause.type]: jobPause,
  [jobCompleteStep.type]: jobCompleteStep,
  [jobSkipStep.type]: jobSkipStep,
  [jobUndoStep.type]: jobUndoStep,
  [jobFinish.type]: jobFinish,
  [jobUndoStart.type]: jobUndoStart,
  [jobUndoFinish.type]: jobUndoFinish,
  [concernRaise.type]: concernRaise,
  [concernSettle.type]: concernSettle,
  [shiftOpen.type]: shiftOpen,
  [shiftClose.type]: shiftClose,
} as const

export type CommandType = keyof typeof COMMANDS
