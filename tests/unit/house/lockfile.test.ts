import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Entry {
  readonly version?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly inBundle?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const text = readFileSync('package-lock.json', 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> }

/** Whether `name`, required from the package at `from`, is in the lockfile: beside it or in a folder above. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}${folder && '/'}node_modules/${name}`]?.version) return true
    if (!folder) return false
  }
}

describe('the lockfile', () => {
  it('names no registry', () => {
    expect(text).not.toMatch(/"resolved": "http/)
  })

  it('says what each package contains, whatever the platform it is for', () => {
    const unknown = Object.entries(packages).filter(
      ([name, { integrity, link, inBundle }]) => name !== '' && !link && !inBundle && !integrity,
    )
    expect(unknown.map(([name]) => name)).toEqual([])
  })

  it('holds the native parts of every platform, so that npm ci works on all of them', () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
    )
    expect(missing).toEqual([])
  })
})
