'use client'

import { CircleX } from 'lucide-react'
import { Button } from '@/renderer/design/Button'
import { EmptyState } from '@/renderer/design/EmptyState'

/** A page that broke: the others and the connection go on. */
export default function LiveError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <EmptyState
      icon={CircleX}
      title="This page could not be shown"
      action={
        <Button look="primary" onPress={reset}>
          Try again
        </Button>
      }
    >
      Something on this page went wrong. Your orders are safe and nothing was changed. If trying again does not help,
      reload the page or open another one above.
    </EmptyState>
  )
}
