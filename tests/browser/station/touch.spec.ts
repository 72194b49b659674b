import { expect } from '@playwright/test'
import { test } from './station-page'

test.use({ hasTouch: true })

test('a dialog with a field is seen at once on a touch screen, whether or not a keyboard comes', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier&lang=en')
  const shift = page.getByRole('button', { name: 'Shift 12' })
  await shift.waitFor()
  const seen = await shift.evaluate(async (button: HTMLElement) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    button.click()
    let dialog: Element | null = null
    while (!dialog) {
      await frame()
      dialog = document.querySelector('[role="dialog"]')
    }
    // It is decided within two frames whether a keyboard is waited for.
    for (let frames = 0; frames < 3; frames += 1) await frame()
    const focused = document.activeElement?.tagName
    const boxes = [dialog.parentElement, dialog.parentElement?.parentElement].map((box) => {
      const { opacity, clipPath, maskImage } = getComputedStyle(box as Element)
      return `${opacity} ${clipPath} ${maskImage}`
    })
    return { focused, boxes }
  })
  expect(seen).toEqual({ focused: 'INPUT', boxes: ['1 none none', '1 none none'] })
})
