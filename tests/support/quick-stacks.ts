/**
 * Playwright looks at the stack with every call, and has each frame looked up where it stood before it was compiled: a
 * sixth of all that its workers do. Nobody has compiled the packages' frames, so that here only ours are looked up.
 */
export function quickStacks(): void {
  const lookedUp = Error.prepareStackTrace
  if (!lookedUp) return
  Error.prepareStackTrace = (error, frames) => {
    const head = lookedUp(error, [])
    const lines = frames.map((frame) => {
      const file = frame.getFileName()
      const isOurs = file && !file.startsWith('node:') && !file.includes('/node_modules/')
      // As Playwright knows its own frames, which it leaves out of what it tells.
      return isOurs ? lookedUp(error, [frame]).slice(head.length) : `\n    at ${String(frame).replace(/^async /, '')}`
    })
    return head + lines.join('')
  }
}
