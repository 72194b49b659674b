import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signingEnvironment } from '../../../scripts/package/signing.mjs'

const used = globSync('.github/workflows/*.yml').flatMap((file) =>
  Array.from(readFileSync(file, 'utf8').matchAll(/\buses: *(.+)/g), ([, action = '']) => action),
)

test('the workflows use actions by what they contain, not by a name that can be moved', () => {
  expect(used.length).toBeGreaterThan(3)
  expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([])
})

test('each system is signed with its own certificate, and with none where the secret is empty', () => {
  const workflow = readFileSync('.github/workflows/test.yml', 'utf8')
  const given = Array.from(
    workflow.matchAll(
      /^ +(\w+): \$\{\{ github\.event_name == 'push' && runner\.os == '(\w+)' && secrets\.(\w+) \|\| '' \}\}$/gm,
    ),
    ([, name, os, secret]) => ({ name, os, secret }),
  )
  expect(given).toEqual([
    { name: 'CSC_LINK', os: 'macOS', secret: 'CSC_LINK' },
    { name: 'CSC_KEY_PASSWORD', os: 'macOS', secret: 'CSC_KEY_PASSWORD' },
    { name: 'WIN_CSC_LINK', os: 'Windows', secret: 'WIN_CSC_LINK' },
    { name: 'WIN_CSC_KEY_PASSWORD', os: 'Windows', secret: 'WIN_CSC_KEY_PASSWORD' },
  ])
  // Where the builder is to look for no identity, it does not use Apple's certificate either.
  expect(workflow).toMatch(
    /CSC_IDENTITY_AUTO_DISCOVERY: \$\{\{ github\.event_name == 'push' && secrets\.CSC_LINK != '' \}\}$/m,
  )
  expect(workflow.match(/secrets\./g)).toHaveLength(given.length + 1)
  const empty = Object.fromEntries(given.map(({ name }) => [name, '']))
  expect(signingEnvironment({ ...empty, PATH: '/bin' })).toEqual({ PATH: '/bin' })
  const full = Object.fromEntries(given.map(({ name }) => [name, 'given']))
  expect(signingEnvironment(full)).toEqual(full)
})
