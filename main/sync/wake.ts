import { net, powerMonitor } from 'electron'

/** Milliseconds between two looks at the network; Electron's main process has no event for it. */
const LOOK = 3_000

/** Calls back when the machine wakes or its network returns: waiting for the next retry would show old data meanwhile. */
export function onWake(wake: (why: string) => void): () => void {
  let online = net.isOnline()
  const timer = setInterval(() => {
    const now = net.isOnline()
    if (now && !online) wake('network returned')
    online = now
  }, LOOK)
  timer.unref?.()
  const resumed = () => wake('machine resumed')
  powerMonitor.on('resume', resumed)
  powerMonitor.on('unlock-screen', resumed)
  return () => {
    clearInterval(timer)
    powerMonitor.off('resume', resumed)
    powerMonitor.off('unlock-screen', resumed)
  }
}
