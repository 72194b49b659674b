import { closeSync, openSync, writeSync } from 'node:fs'

/** Writes over a part of a file, as a failing disk or another program would. */
export function overwrite(path: string, offset: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, offset)
  closeSync(file)
}
