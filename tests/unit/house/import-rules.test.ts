import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closedTo, waysInto } from '@/scripts/house/import-rules.mjs'
import { PACKAGES, ROOMS } from '@/scripts/house/rooms.mjs'

interface Example {
  /** The room, or a folder in it. */
  readonly folder: string
  readonly specifier: string
  readonly refused: boolean
}

const relative = (from: string, to: string) => {
  const path = posix.relative(from, to)
  return path.startsWith('.') ? path : `./${path}`
}

/** Every room and package from every room: by its full name, and from a folder in it by the way up and down. */
const EXAMPLES: readonly Example[] = ROOMS.flatMap((room) => {
  const folder = `${room.room}/some`
  const closed = closedTo(room)
  const open = room.rooms
  const rooms = [...closed, ...open].flatMap((other) => {
    const refused = closed.includes(other)
    return [
      { folder, specifier: `@/${other}/file`, refused },
      { folder, specifier: relative(folder, `${other}/file`), refused },
      { folder: room.room, specifier: relative(room.room, `${other}/file`), refused },
      ...waysInto(other)
        .slice(1)
        .map((entrance) => ({ folder, specifier: relative(folder, entrance), refused })),
    ]
  })
  const packages = Object.keys(PACKAGES).map((name) => {
    const packagesOf: readonly string[] = room.packages
    return { folder, specifier: name, refused: !packagesOf.includes(name) }
  })
  return [...rooms, ...packages]
})

/** The linter run once, with the repository's own configuration, over a copy of the house with one file a case. */
let house: string
let report: string

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'ax-house-'))
  for (const name of ['biome.json', 'biome.rooms.json']) copyFileSync(name, join(house, name))
  EXAMPLES.forEach(({ folder, specifier }, index) => {
    const file = join(house, folder, `case-${index}.ts`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `import { a } from '${specifier}'\n\nconsole.log(a)\n`)
  })
  const biome = resolve('node_modules/.bin/biome')
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.']
  const { stdout, stderr } = spawnSync(biome, args, { cwd: house, encoding: 'utf8' })
  report = `${stdout}${stderr}`
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

const isRefused = (file: string) =>
  report.split('\n').some((line) => line.includes('noRestrictedImports') && line.includes(`/${file},`))

describe('who may import whom', () => {
  it.each(ROOMS.map(({ room }) => room))('%s', (room) => {
    const cases = EXAMPLES.map((example, index) => ({ ...example, index })).filter(
      ({ folder }) => folder === room || folder === `${room}/some`,
    )
    const wrong = cases.filter(({ folder, index, refused }) => isRefused(`${folder}/case-${index}.ts`) !== refused)
    expect(
      wrong.map(({ folder, specifier, refused }) => `${folder}: ${specifier} ${refused ? 'passed' : 'refused'}`),
    ).toEqual([])
  })
})
