import type { LogEventType } from '@/lib/domain'

/** What an owner wants to hear of. Changed details and queues go along with these, and would only repeat them. */
export const ACTIVITY_TYPES: readonly LogEventType[] = [
  'order_created',
  'order_deleted',
  'stage_change',
  'payment_update',
  'job_progress_update',
  'whatsapp_connected',
]

export const ACTIVITY_LIMIT = 12
