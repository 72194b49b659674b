'use client'

import { useEffect, useRef } from 'react'
import { useLatest } from './latest'
import { useOrderStageChange } from './use-events'

export interface AutoNavigationOptions {
  /** Default `true`. */
  enabled?: boolean
  /** How long a stage has to last before the page goes, milliseconds; default 500. */
  debounceMs?: number
  /** Called as the page goes. */
  onNavigate?: (newStage: string, oldStage: string) => void
  /** The page of a stage; default `/orders/ID`, with `/progress` and `/completion` where there is one. */
  urlOf?: (orderID: string, stage: string) => string
  /** Goes there; default: loads the page. A router's `push` saves the load. */
  navigate?: (url: string) => void
}

export interface AutoNavigation {
  isEnabled: boolean
  /** Kept for pages that read it: a page that cannot be reached says so itself. */
  hasError: boolean
  /** Kept for pages that read it: `onNavigate` is told. */
  lastStageChange: null
}

/** Takes the page of an order along as its stage changes. */
export function useAutoNavigation(
  orderID: string | null,
  currentStage: string,
  options: AutoNavigationOptions = {},
): AutoNavigation {
  const { enabled = true, debounceMs = 500 } = options
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const gone = useRef<string | null>(null)
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
  }
  const go = useLatest((stage: string) => {
    const { onNavigate, urlOf = pageOf, navigate = load } = options
    if (orderID === null) return
    gone.current = `${currentStage} ${stage}`
    onNavigate?.(stage, currentStage)
    navigate(urlOf(orderID, stage))
  })
  useOrderStageChange(orderID, (_event, _previousStage, newStage) => {
    // A stage that was left again before the page went is not gone to.
    stop()
    if (!enabled || !newStage || newStage === currentStage || gone.current === `${currentStage} ${newStage}`) return
    timer.current = setTimeout(() => go(newStage), debounceMs)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was due for another order is not wanted
  useEffect(() => stop, [orderID])
  return { isEnabled: enabled, hasError: false, lastStageChange: null }
}

const PAGES: Readonly<Record<string, string>> = { in_progress: '/progress', completed: '/completion' }

function pageOf(orderID: string, stage: string): string {
  return `/orders/${encodeURIComponent(orderID)}${PAGES[stage] ?? ''}`
}

function load(url: string): void {
  window.location.assign(url)
}
