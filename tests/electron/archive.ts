import { closeSync, openSync, readSync } from 'node:fs'

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>
}

/** Paths of everything in an `app.asar`, files and folders, as its header lists them. */
export function archivePaths(archive: string): string[] {
  const file = openSync(archive, 'r')
  try {
    const sizes = Buffer.alloc(16)
    readSync(file, sizes, 0, 16, 0)
    const header = Buffer.alloc(sizes.readUInt32LE(12))
    readSync(file, header, 0, header.length, 16)
    return [...pathsOf(JSON.parse(header.toString('utf8')) as Entry, '')]
  } finally {
    closeSync(file)
  }
}

function* pathsOf(entry: Entry, path: string): Generator<string> {
  for (const [name, child] of Object.entries(entry.files ?? {})) {
    yield `${path}/${name}`
    yield* pathsOf(child, `${path}/${name}`)
  }
}
