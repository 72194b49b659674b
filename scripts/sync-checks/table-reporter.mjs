/** Prints one row per check and a last line with the sums; failures follow with their messages. */
export default class TableReporter {
  rows = []

  onTestEnd(test, result) {
    const passed = result.status === 'passed'
    this.rows.push({ title: test.title, passed, duration: result.duration, error: result.error?.message ?? '' })
  }

  onStdErr(chunk) {
    process.stderr.write(chunk)
  }

  onError(error) {
    this.rows.push({ title: 'starting the checks', passed: false, duration: 0, error: error.message ?? String(error) })
  }

  onEnd() {
    const width = Math.max(5, ...this.rows.map(({ title }) => title.length))
    const line = (check, result, time) => `${check.padEnd(width)}  ${result.padEnd(6)}  ${time.padStart(8)}`
    const print = (text) => process.stdout.write(`${text}\n`)
    print(line('check', 'result', 'time'))
    print(line('-'.repeat(width), '------', '--------'))
    for (const { title, passed, duration } of this.rows) {
      print(line(title, passed ? 'ok' : 'FAILED', `${(duration / 1_000).toFixed(1)} s`))
    }
    for (const { title, passed, error } of this.rows) if (!passed) print(`\n${title}\n${error}`)
    const failed = this.rows.filter(({ passed }) => !passed).length
    print(`\n${this.rows.length - failed} ok, ${failed} failed`)
  }

  printsToStdio() {
    return true
  }
}
