import { shell } from 'electron'
import { StationError } from '../station-error'

/**
 * Shows the admin panel of the server on this machine in its browser. The address is made here from what the server
 * itself told; nothing of a page is in it.
 *
 * @throws StationError `no_server` while it does not answer, `no_browser`
 */
export async function openAdminPanel(url: string | null): Promise<void> {
  if (url === null) throw new StationError('no_server', 'The server on this machine does not answer yet. Wait.')
  try {
    await shell.openExternal(new URL('/admin', url).href)
  } catch {
    throw new StationError('no_browser', 'This machine has no browser. Open the address on another one.')
  }
}
