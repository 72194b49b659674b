import { useContext } from 'react'
import { USUAL_PROMISE_MINUTES } from '@/lib/domain'
import { CatalogueContext } from './use-catalogue'

/** Minutes from an order until its wash is to begin, as the site promises. */
export const usePromise = (): number => useContext(CatalogueContext).known?.promiseMinutes ?? USUAL_PROMISE_MINUTES
