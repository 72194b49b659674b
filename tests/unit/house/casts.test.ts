import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Where the server forces a type that the compiler cannot follow; a row or document of Payload's is in none of them. */
const FORCED = {
  // Payload's adapter and drizzle, whose own parts are replaced.
  'cms/database/sqlite/adapter.ts': 3,
  'cms/database/mongodb/adapter.ts': 2,
  'cms/database/postgres/adapter.ts': 3,
  // Ships no types that fit.
  'cms/database/sqlite/connection.ts': 1,
  // Electron's, where Node's own types are in force.
  'cms/server/parent.ts': 1,
  // Made of a table whose entries the compiler does not count.
  'cms/access/visible-fields.ts': 1,
}

test('the server forces no type on what Payload gives', () => {
  const sources = globSync('cms/**/*.{ts,tsx}', {
    exclude: (name) => /\.next|migrations|payload-types/.test(String(name)),
  })
  const found = sources.flatMap((file) => {
    const count = readFileSync(file, 'utf8').match(/\bas (?:unknown as|never|any)\b/g)?.length ?? 0
    return count === 0 ? [] : [[file.replaceAll('\\', '/'), count] as const]
  })
  expect(sources.length).toBeGreaterThan(100)
  expect(Object.fromEntries(found)).toEqual(FORCED)
})
