/** Writes moments as table programs read them, `2026-01-15 14:05:09`. */
export function momentsIn(timeZone: string): (at: string) => string {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  return (at) => clock.format(Date.parse(at)).replace(',', '')
}
