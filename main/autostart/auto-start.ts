import { existsSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { writeFileAtomically } from '../settings/atomic-file'
import { xdgEntry } from './xdg-entry'

/** Starts the station when someone signs in to this machine, or no longer does. Only an installed station is registered. */
export function setAutoStart(wanted: boolean): void {
  if (process.platform === 'linux') setXdgEntry(wanted)
  else if (app.isPackaged) app.setLoginItemSettings({ openAtLogin: wanted })
}

function setXdgEntry(wanted: boolean): void {
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart')
  const path = join(folder, 'ax-station.desktop')
  if (!wanted) {
    if (existsSync(path)) rmSync(path)
    return
  }
  // An AppImage is mounted at another place at each start; this names the file itself.
  const executable = process.env.APPIMAGE ?? process.execPath
  writeFileAtomically(path, xdgEntry(executable, app.isPackaged ? [] : [app.getAppPath()]), 0o644)
}
