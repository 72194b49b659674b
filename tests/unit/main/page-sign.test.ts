// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { receivePageSigns } from '@/main/ipc/page-signs'
import { watchPage } from '@/preload/page-sign'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<div id="root"><p>drawn</p></div>'
})
afterEach(() => vi.useRealTimers())

test('a page tells with its sign of life whether somebody has touched it since the last', () => {
  const signs: unknown[] = []
  watchPage((sign) => signs.push(sign))
  window.dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(5_000)
  window.dispatchEvent(new Event('keydown'))
  window.dispatchEvent(new Event('wheel'))
  vi.advanceTimersByTime(10_000)
  const touched = (was: boolean) => ({ drawn: true, touched: was })
  expect(signs).toEqual([touched(false), touched(true), touched(true), touched(false)])
})

test('main takes such a sign from its own page alone, and nothing else for one', () => {
  let send: (event: unknown, payload: unknown) => void = () => {}
  const received: unknown[] = []
  const ipcMain = {
    on(_name: string, listener: typeof send) {
      send = listener
    },
  }
  receivePageSigns(ipcMain as never, (sign) => received.push(sign))
  const own = { senderFrame: { url: 'app://station/index.html', parent: null } }
  send(own, { drawn: true, touched: true })
  send(own, { drawn: true })
  send({ senderFrame: { url: 'https://elsewhere.example/', parent: null } }, { drawn: true, touched: true })
  expect(received).toEqual([{ drawn: true, touched: true }])
})
