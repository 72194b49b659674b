'use client'

import { useEffect } from 'react'
import { PAGE_WORKS } from './keep-taps'

/** After a page's own content: says that React has taken over what the server drew. */
export function PageWorks() {
  useEffect(() => {
    dispatchEvent(new Event(PAGE_WORKS))
  }, [])
  return null
}
