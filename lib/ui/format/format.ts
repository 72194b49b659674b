const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Texts of money, times and durations in `locale`; wall-clock times in `timeZone`, by default the machine's. */
export function makeFormat(locale: string, timeZone?: string) {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const moment = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone })
  const number = new Intl.NumberFormat(locale)
  const relative = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' })
  const narrow = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'narrow' })
  const wholeHours = new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' })
  const days = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'short' })
  const currencies = new Map<string, Intl.NumberFormat>()

  /** A figure and its unit stand in one line, as an amount and its currency do. */
  const together = (text: string) => text.replaceAll(' ', '\u00a0')

  /** In whole words: the short forms (`3 j`, `3 ம.`) are known to nobody. The platform has no other form for Tamil. */
  function hours(count: number): string {
    return together(locale.startsWith('ta') ? `${number.format(count)} மணிநேரம்` : wholeHours.format(count))
  }

  /** How long, in one unit a person would use, minutes written by `minutes`. */
  function inOneUnit(milliseconds: number, minutes: Intl.NumberFormat): string {
    const span = Math.max(0, milliseconds)
    if (span < 90 * MINUTE) return together(minutes.format(Math.floor(span / MINUTE)))
    if (span < 36 * HOUR) return hours(Math.round(span / HOUR))
    return together(days.format(Math.round(span / DAY)))
  }

  return {
    /** `sen` is a whole number of hundredths of the currency's unit. */
    money(sen: number, currency: string): string {
      let format = currencies.get(currency)
      if (!format) {
        format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
        currencies.set(currency, format)
      }
      // A hyphen is parted from its sum at the end of a line; a minus is not.
      return format.format(sen / 100).replace('-', '\u2212')
    },
    /** Local time of an instant, `10:42`; with its day when that is not `now`'s. */
    time(instant: string, now?: number): string {
      const at = Date.parse(instant)
      const otherDay = now !== undefined && Math.abs(now - at) > 12 * HOUR
      return (otherDay ? day : clock).format(at)
    },
    /** A day and its time, to be read in another year too. */
    moment: (instant: string): string => moment.format(Date.parse(instant)),
    /** The day of an instant with its year, `2 Jan 2026`. */
    date: (instant: string): string => date.format(Date.parse(instant)),
    /** How long, in one unit a person would use: `12 mins`, `3 hours`, `2 days`. */
    age: (milliseconds: number): string => inOneUnit(milliseconds, relative),
    /** The same where there is little room: `12m`. */
    shortAge: (milliseconds: number): string => inOneUnit(milliseconds, narrow),
    minutes(count: number): string {
      return together(relative.format(count))
    },
    number(value: number): string {
      return number.format(value)
    },
    /** A running clock: `4:05`, `1:04:05`. */
    timer(milliseconds: number): string {
      const seconds = Math.max(0, Math.floor(milliseconds / 1000))
      const two = (value: number) => String(value).padStart(2, '0')
      const hour = Math.floor(seconds / 3600)
      const minute = Math.floor(seconds / 60) % 60
      return hour > 0 ? `${hour}:${two(minute)}:${two(seconds % 60)}` : `${minute}:${two(seconds % 60)}`
    },
  }
}

const formats = new Map<string, ReturnType<typeof makeFormat>>()

/** One set of formats for all who ask: making one costs a card's worth of time, in the browser and on the server. */
export function formatFor(locale: string, timeZone?: string): ReturnType<typeof makeFormat> {
  const name = `${locale} ${timeZone}`
  const format = formats.get(name) ?? makeFormat(locale, timeZone)
  formats.set(name, format)
  return format
}
