import { readFile, stat, writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import { StationError } from '../station-error'

/** A file of format 1.0.0 holds at most 100 events; anything larger is not one. */
const MAX_READ_BYTES = 32 * 1024 * 1024
const FILTERS = [{ name: 'JSON', extensions: ['json'] }]

/** Asks where and writes; `null` when the person cancelled. @throws StationError `write_failed` */
export async function writeChosenFile(
  window: BrowserWindow,
  name: string,
  text: () => string | Promise<string>,
): Promise<{ path: string } | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name, filters: FILTERS })
  if (canceled || !filePath) return null
  try {
    await writeFile(filePath, await text(), { mode: 0o600 })
    return { path: filePath }
  } catch (error) {
    throw new StationError('write_failed', `The file could not be written (${reasonOf(error)}). Choose another place.`)
  }
}

/** Asks which and reads; `null` when the person cancelled. @throws StationError `read_failed` */
export async function readChosenFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: FILTERS })
  const path = filePaths[0]
  if (canceled || !path) return null
  try {
    const { size } = await stat(path)
    if (size > MAX_READ_BYTES) throw new Error('too large')
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new StationError('read_failed', `The file could not be read (${reasonOf(error)}). Choose another one.`)
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error))
}
