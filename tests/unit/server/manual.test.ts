import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHAPTERS, MANUAL } from '@/cms/app/(web)/help/manual'
import { PICTURES, PICTURES_OF } from '@/cms/app/(web)/help/pictures'

/** That a day comes by all of them, `tests/support/one-day.ts` says where it is played. */
const folder = join(import.meta.dirname, '../../../cms/app/(web)/help/pictures')

test('the manual shows each picture once, says what it shows in each language, and has no other', () => {
  const shown = CHAPTERS.flatMap((chapter) => PICTURES_OF[chapter] ?? [])
  expect(shown.toSorted()).toEqual(PICTURES.toSorted())
  for (const { pictures } of Object.values(MANUAL)) {
    expect(Object.keys(pictures).toSorted()).toEqual(PICTURES.toSorted())
    expect(Object.values(pictures).filter((caption) => caption.trim() === '')).toEqual([])
  }
  expect(readdirSync(folder).toSorted()).toEqual(PICTURES.map((name) => `${name}.webp`).toSorted())
})

test('no picture of the manual is another one', () => {
  const pictures = PICTURES.map((name) => readFileSync(join(folder, `${name}.webp`)).toString('base64'))
  expect(new Set(pictures).size).toBe(PICTURES.length)
})
