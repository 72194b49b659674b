import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { docsIn } from '@/cms/server/library-docs'

test('a name finds a file of the folder or nothing, whatever it is', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-docs-'))
  fs.mkdirSync(path.join(folder, 'inner'))
  for (const name of ['docs.html', 'inner/docs.html']) fs.writeFileSync(path.join(folder, name), 'here')
  const find = docsIn(path.join(folder, 'inner'))
  expect((await find('docs.html'))?.body.toString()).toBe('here')
  for (const name of [
    '../docs.html',
    '..\\docs.html',
    '.docs.html',
    'none.html',
    'docs.html\n',
    `${'a'.repeat(300)}.html`,
  ])
    expect(await find(name), name).toBeNull()
  fs.rmSync(folder, { recursive: true })
})
