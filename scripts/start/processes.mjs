import { spawn } from 'node:child_process'
import { stopWithLauncher } from './launcher.mjs'

/** Milliseconds a child gets to stop by itself before it is killed. */
const STOP_TIMEOUT = 10_000

const children = new Set()
let stopping = false

/** Starts a child that stops with this command; `onExit(code)` is not called while everything is being stopped. */
export function startChild(command, args, options, onExit) {
  const child = spawn(command, args, options)
  children.add(child)
  child.on('exit', (code, signal) => {
    children.delete(child)
    if (!stopping) onExit(code ?? 1, signal)
  })
  return child
}

export const isStopping = () => stopping

/** Stops every child and ends this command. Safe to call twice. */
export async function stopEverything(code) {
  if (stopping) return
  stopping = true
  await Promise.all([...children].map(stopOne))
  process.exit(code)
}

function stopOne(child) {
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT)
    child.once('exit', () => {
      clearTimeout(kill)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** Everything ends with Ctrl-C, with SIGTERM, and with whatever started this command. */
export function stopOnSignals() {
  process.on('SIGINT', () => stopEverything(0))
  process.on('SIGTERM', () => stopEverything(0))
  stopWithLauncher(() => stopEverything(0))
}
