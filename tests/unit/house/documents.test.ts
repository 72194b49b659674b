import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * A document that names a file which is no longer there leads a reader astray: every path in the documents exists. A path
 * begins with a folder of the repository; `*`, `{a,b}` and names in capitals stand for others.
 */

const DOCUMENTS = [...globSync('*.md'), ...globSync('docs/**/*.md'), ...globSync('lib/**/*.md')]
const FOLDERS = 'cms|docs|lib|main|preload|renderer|scripts|tests'
const PATH = new RegExp(`(?<![\\w@./-])(?:${FOLDERS})/[\\w.()\\[\\]{},*/-]+`, 'g')

/** What a document says of a path besides: a full stop, a line in it, the closing bracket of its sentence. */
const bare = (path: string) => {
  const ended = path.replace(/[.,]+$/, '')
  return ended.includes('(') ? ended : ended.replace(/\)+$/, '')
}

const pathsIn = (text: string) => [...new Set((text.replaceAll('](', ' ').match(PATH) ?? []).map(bare))]

/** Made by a build, or named by whoever reads it. */
const isMade = (path: string) => path.includes('/.next/') || /\b(NAME|FILE|FOLDER)\b/.test(path)

const isThere = (path: string) => (/[*{]/.test(path) ? globSync(path).length > 0 : existsSync(path))

describe.each(DOCUMENTS)('%s', (document) => {
  test('names no file that is not there', () => {
    const text = readFileSync(document, 'utf8')
    expect(pathsIn(text).filter((path) => !isMade(path) && !isThere(path))).toEqual([])
  })
})

test('no picture is kept that no document shows', () => {
  const texts = DOCUMENTS.map((document) => readFileSync(document, 'utf8')).join()
  const pictures = globSync('docs/**/*.{png,webp,jpg,svg}')
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter((picture) => !texts.includes(picture))).toEqual([])
})

test('decisions are numbered one after the other, and each says its own number', () => {
  const files = globSync('docs/decisions/[0-9]*.md').sort()
  const numbers = files.map((file) => Number(/(\d{4})-/.exec(file)?.[1]))
  expect(numbers).toEqual(files.map((_, place) => place + 1))
  const titles = files.map((file) => Number(/^# (\d+)\. /.exec(readFileSync(file, 'utf8'))?.[1]))
  expect(titles).toEqual(numbers)
})

test('the glossary stays short enough to be read: 25 entries', () => {
  const [, words = ''] = /## Words\n([\s\S]*?)\n## /.exec(readFileSync('docs/architecture.md', 'utf8')) ?? []
  const entries = words.split('\n').filter((line) => /^\| (?!word \|)/.test(line))
  expect(entries.length).toBeGreaterThan(10)
  expect(entries.length).toBeLessThanOrEqual(25)
})

test('a path is found with and without its marks', () => {
  expect(pathsIn('see `lib/sync/index.ts`, (docs/security.md) and cms/app/(web)/page.tsx.')).toEqual([
    'lib/sync/index.ts',
    'docs/security.md',
    'cms/app/(web)/page.tsx',
  ])
})
