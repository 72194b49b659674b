'use server'

import { refresh } from 'next/cache'

/**
 * Answers with the page as it is now. Where a refresh of the router's own breaks off, it opens the page anew, and what is typed in it is
 * gone; of this the caller is told, and the page stays.
 */
export async function readAgain(): Promise<void> {
  refresh()
}
