import { USUAL_PROMISE_MINUTES } from '@/lib/domain'

/** Minutes from an order until its wash is to begin. */
export const usePromise = (): number => USUAL_PROMISE_MINUTES
