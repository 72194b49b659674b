import { app } from 'electron'

/** Starts the program once more, with what it was started with, when this process has ended. */
export function startAgain(): void {
  const { APPIMAGE } = process.env
  // An AppImage is mounted for as long as it runs: its own file is what starts again.
  app.relaunch(APPIMAGE ? { execPath: APPIMAGE, args: process.argv.slice(1) } : undefined)
}
