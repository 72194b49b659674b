import { expect, test, vi } from 'vitest'

/** What a window answers to a script: nothing, for one that hangs. */
const answers: (() => Promise<unknown>)[] = []
const destroyed = vi.fn()

vi.mock('electron', () => ({
  BrowserWindow: class {
    loadURL = () => Promise.resolve()
    setContentSize = () => undefined
    destroy = destroyed
    webContents = {
      executeJavaScript: () => (answers.shift() ?? (() => Promise.resolve(2)))(),
      capturePage: () =>
        Promise.resolve({ isEmpty: () => false, getSize: () => ({ width: 576, height: 2 }), toBitmap: () => PAGE }),
    }
  },
}))

/** A row of white above one of black. */
const PAGE = Buffer.alloc(576 * 2 * 4, 255).fill(0, 576 * 4)
const PAPER = { id: '', what: 'receipt', title: '', language: 'en', html: '<p>' } as const

test('a window that does not answer keeps no other paper waiting for ever', async () => {
  vi.useFakeTimers()
  const { PaperWindow } = await import('@/main/windows/paper-window')
  const window = new PaperWindow()
  answers.push(() => new Promise(() => undefined))
  const stuck = window.draw(PAPER, 80)
  const failed = expect(stuck).rejects.toMatchObject({ code: 'print_failed' })
  const next = window.draw(PAPER, 80)
  await vi.advanceTimersByTimeAsync(60_000)
  await failed
  expect(await next).toMatchObject({ width: 576 })
  expect(destroyed).toHaveBeenCalledTimes(2)
  expect(window.onShow).toBeNull()
})
