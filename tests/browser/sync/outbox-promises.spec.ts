import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'esbuild'
import { OUTBOX_PROMISES } from '../../support/outbox-promises'

/** The browser's outbox on the browser's own IndexedDB. */

let script: string
test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'outbox-page.ts')],
    alias: { '@': join(import.meta.dirname, '../../..') },
    bundle: true,
    write: false,
    format: 'iife',
  })
  script = outputFiles[0]?.text ?? ''
})

/** A page of an origin that may store things. */
async function open(page: Page): Promise<void> {
  await page.route('https://outbox.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>x' }))
  await page.goto('https://outbox.test/')
}

for (const { name } of OUTBOX_PROMISES) {
  test(`BrowserOutbox: ${name}`, async ({ page }) => {
    await open(page)
    await page.addScriptTag({ content: script })
    await page.evaluate((promise) => window.prove(promise), name)
  })
}

test('what a release before the marks has left is kept, and may have been sent', async ({ page }) => {
  await open(page)
  const id = '6f9d6a7e-2f0e-4c7c-9a55-000000000001'
  await page.evaluate((commandId) => {
    const payload = { orderID: 'AX-20260115-0001', reason: '' }
    const command = { id: commandId, type: 'order.cancel', issuedAt: '2026-01-15T10:00:00Z', payload }
    return new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('ax-sync-outbox', 1)
      opening.onupgradeneeded = () => {
        const store = opening.result.createObjectStore('commands', { autoIncrement: true })
        store.createIndex('owner', 'owner')
        store.createIndex('owner-id', ['owner', 'id'], { unique: true })
      }
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('commands', 'readwrite')
        transaction.objectStore('commands').add({ owner: 'user:7 main', id: commandId, command })
        // It stays open, as in a page of the old release, which lets go when it is asked to.
        opening.result.onversionchange = () => opening.result.close()
        transaction.oncomplete = () => resolve()
      }
    })
  }, id)
  await page.addScriptTag({ content: script })
  const { pending, unsent } = await page.evaluate(() => window.outboxOf('user:7 main'))
  expect(pending).toEqual([id])
  expect(unsent).toEqual([])
  // The old release cannot open it any more: it would send what is marked and leave the mark.
  const refused = await page.evaluate(
    () =>
      new Promise<string | undefined>((resolve) => {
        const opening = indexedDB.open('ax-sync-outbox', 1)
        opening.onsuccess = () => resolve(undefined)
        opening.onerror = () => resolve(opening.error?.name)
      }),
  )
  expect(refused).toBe('VersionError')
})
