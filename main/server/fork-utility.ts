import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { StationError } from '../station-error'
import type { ForkServer } from './server-child'

/** Entry of the server's standalone build: beside the package's archive, or in the checkout. */
export function serverEntry(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'server', 'cms', 'main.js')
    : join(app.getAppPath(), 'cms', '.next', 'standalone', 'cms', 'main.js')
}

/** Starts the server as a utility process: it ends with this one, whatever happens. */
export function forkUtility(entry: string): ForkServer {
  return (environment) => {
    if (!existsSync(entry)) {
      throw new StationError(
        'server_missing',
        `The server is not part of this installation (${entry}). Install it again.`,
      )
    }
    const child = utilityProcess.fork(entry, [], { env: { ...environment }, stdio: 'pipe', serviceName: 'AX server' })
    return {
      get pid() {
        return child.pid
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', listener),
      onOutput(listener) {
        const text = (chunk: Buffer) => listener(chunk.toString('utf8'))
        child.stdout?.on('data', text)
        child.stderr?.on('data', text)
      },
      kill(force) {
        if (force && child.pid !== undefined) killNow(child.pid)
        else child.kill()
      },
    }
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself just now; its exit is on its way.
  }
}
