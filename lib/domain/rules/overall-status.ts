import type { OverallStatus, Stage } from '../documents'

/** The overall status an order takes when it enters a stage; `picked_up` is said by a person, never derived. */
export const STATUS_ON_ENTERING: Readonly<Record<Stage, OverallStatus>> = {
  empty: 'pending',
  initiated: 'pending',
  open: 'pending',
  in_progress: 'in_progress',
  billed: 'ready',
  paid: 'ready',
  completed: 'completed',
  cancelled: 'cancelled',
}
