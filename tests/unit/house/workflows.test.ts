import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const used = globSync('.github/workflows/*.yml').flatMap((file) =>
  Array.from(readFileSync(file, 'utf8').matchAll(/\buses: *(.+)/g), ([, action = '']) => action),
)

test('the workflows use actions by what they contain, not by a name that can be moved', () => {
  expect(used.length).toBeGreaterThan(3)
  expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([])
})
