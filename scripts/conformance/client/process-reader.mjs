import { spawn } from 'node:child_process'
import { AUTHORIZATION } from './run.mjs'

/**
 * A program that is given an address and an `Authorization` header, and prints a line of JSON for each snapshot
 * (`{"snapshot": …}`) and each event. It ends by itself where it is refused, and says why on stderr.
 * @param {string} command @param {readonly string[]} args
 * @returns {import('./run.mjs').StartReader}
 */
export const processReader = (command, args) => (url) => {
  const child = spawn(command, [...args, url, AUTHORIZATION], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SECONDS_BETWEEN_TRIES: '0.02' },
  })
  const told = []
  let words = ''
  let ended = null
  let rest = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const value = JSON.parse(line)
      if (!value.snapshot) told.push(value.id)
    }
  })
  child.stderr.on('data', (text) => {
    words += text
  })
  child.on('error', (error) => {
    ended = error.message
  })
  const closed = new Promise((resolve) => child.on('close', resolve))
  void closed.then((code) => {
    ended ??= `ended with ${code}: ${words}`
  })
  return {
    told,
    refused: () => ended,
    async stop() {
      child.kill('SIGKILL')
      await closed
    },
  }
}
