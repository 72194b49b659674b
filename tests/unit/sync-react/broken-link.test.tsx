// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, it } from 'vitest'
import { SyncManagerProvider, useConnectionHealth, useSyncManager } from '@/lib/sync'
import { createTestEventSource } from '@/lib/sync/testing'

/** The broken link is named by the hook that shows it: a page without that hook does not carry the names. */
afterEach(cleanup)

/** Streams and requests of a machine from which nothing leaves. */
const cutOff = () => {
  const factory = createTestEventSource()
  return Object.assign((url: string) => factory(url), {
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  })
}

function Link() {
  const { brokenLink } = useConnectionHealth()
  return <p data-testid="link">{brokenLink?.link ?? 'whole'}</p>
}

function Page({ shown }: { shown: boolean }) {
  const { connectionState } = useSyncManager()
  const [asked, ask] = useState(shown)
  return (
    <>
      <p data-testid="state">{connectionState}</p>
      <button type="button" onClick={() => ask(true)}>
        Which?
      </button>
      {asked && <Link />}
    </>
  )
}

it.each([
  ['who is there from the beginning', true],
  ['who asks when it is broken already', false],
])('is named to %s', async (_who, shown) => {
  render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={cutOff()}>
      <Page shown={shown} />
    </SyncManagerProvider>,
  )
  await screen.findByText('error')
  if (!shown) act(() => screen.getByRole('button').click())
  await screen.findByText('way')
})
