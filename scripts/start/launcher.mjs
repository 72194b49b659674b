import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often a look is taken, milliseconds. */
const LOOK_EVERY = 500
/** This command, its outer Node, npm's shell, npm. */
const MOST_LEVELS = 4

/** Parent and name of a process, or `null` where the system does not tell. */
function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, name, rest] = /^\d+ \((.*)\) \S (.*)$/s.exec(stat)
    return { name, parent: Number(rest.split(' ')[0]) }
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return null
  }
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [, parent, name] = /^(\d+) (.*)$/.exec(line)
    return { name, parent: Number(parent) }
  } catch {
    return null
  }
}

/** The processes that this command lives with: npm and what it started to get here, as far as there is an npm. */
function launchers() {
  const outer = process.env.AX_PINNED_NODE ? [process.ppid] : []
  const chain = []
  for (let pid = process.ppid; chain.length < MOST_LEVELS && pid > 1; ) {
    const found = look(pid)
    if (!found) break
    chain.push(pid)
    if (/\bnpm\b/.test(found.name)) return chain
    pid = found.parent
  }
  return outer
}

const isGone = (pid) => {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code !== 'EPERM'
  }
}

/** Calls `stop` once one of them has gone, however it ended: npm passes no signal on, and a killed one sends none. */
export function stopWithLauncher(stop) {
  const watched = launchers()
  const timer = setInterval(() => {
    if (!watched.some(isGone)) return
    clearInterval(timer)
    stop()
  }, LOOK_EVERY)
  timer.unref()
}
