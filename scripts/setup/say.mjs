/** One line to the person at the terminal: what is being done. */
export function say(line) {
  process.stdout.write(`\u203a ${line}\n`)
}

/** Ends the command with what happened and the way out. */
export function fail(code, message) {
  process.stderr.write(`${code}: ${message}\n`)
  process.exit(1)
}
