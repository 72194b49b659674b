import { join } from 'node:path'
import { app, dialog } from 'electron'
import { openStationLog } from './diagnostics/station-log'
import { openStation } from './open-station'
import { mark } from './startup/marks'
import { readStartOptions, type StartOptions } from './startup/options'
import { keepPrivate } from './startup/private-folder'
import { startAgain } from './startup/start-again'
import { UncaughtErrors } from './startup/uncaught-errors'
import type { Station } from './station'
import { declareAppScheme } from './windows/app-protocol'
import { lockDown } from './windows/lock-down'

/** Milliseconds that journal and server are given to close before the process ends anyway. */
const QUIT_PATIENCE = 15_000

mark('main:loaded')
run(startOptions())

function startOptions(): StartOptions {
  try {
    return readStartOptions(process.env)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${message}\n`)
    if (app.isPackaged) dialog.showErrorBox('AX Station', message)
    process.exit(1)
  }
}

function run(options: StartOptions): void {
  if (options.AX_DATA_DIR) app.setPath('userData', join(options.AX_DATA_DIR, 'station'))
  keepPrivate(app.getPath('userData'))
  declareAppScheme()
  // A second start shows the window of the first: two processes would write one journal.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  const log = openStationLog(join(app.getPath('userData'), 'logs'))
  let station: Station | null = null
  let failed = false
  const uncaught = new UncaughtErrors({
    path: join(app.getPath('userData'), 'restarts.json'),
    log: (level, message, detail) => log.write(level, message, detail),
    tell: (trouble) => station?.parts.screen.send('station:app:trouble', trouble),
    restart() {
      failed = true
      startAgain()
      app.quit()
    },
  })
  process.on('uncaughtException', (error) => uncaught.thrown(error))
  process.on('unhandledRejection', (error) => uncaught.rejected(error))
  let quitting: 'no' | 'closing' | 'closed' = 'no'
  app.on('second-instance', () => station?.parts.screen.focus())
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (quitting === 'closed') return
    event.preventDefault()
    if (quitting === 'closing') return
    quitting = 'closing'
    const patience = new Promise((resolve) => setTimeout(resolve, QUIT_PATIENCE))
    Promise.race([station?.stop({ updating: !failed }), patience])
      .catch((error: unknown) => log.write('error', 'Closing failed.', { error: String(error) }))
      .finally(() => {
        quitting = 'closed'
        const restarts = station?.parts.updates.ended()
        if (restarts && !failed) startAgain()
        app.quit()
      })
  })
  app
    .whenReady()
    .then(async () => {
      mark('app:ready')
      lockDown(app, (what) => log.write('warn', `Refused: ${what}.`))
      const restartedAt = uncaught.lastRestart()
      station = await openStation({ options, log, restartedAt, quitting: () => quitting !== 'no' })
    })
    .catch((error: unknown) => {
      log.write('error', 'The station could not start.', {
        error: String(error instanceof Error ? error.stack : error),
      })
      dialog.showErrorBox(
        'AX Station',
        `The station could not start: ${error instanceof Error ? error.message : error}`,
      )
      app.exit(1)
    })
}
