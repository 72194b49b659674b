import { siteDay } from '@/lib/domain/rules/site-day'
import type { SiteFigures, SiteSummary } from '@/lib/domain/site-figures'
import type { SiteWork } from '../../site/read-site-work'
import type { SiteRow } from './read-sites'

/** A site as it was last read. */
export class KnownSite {
  summary: SiteSummary
  private text: string
  private place = ''
  private work: SiteWork | null = null

  constructor(
    private row: SiteRow,
    private stations: SiteFigures['stations'],
  ) {
    this.summary = this.sum()
    this.text = JSON.stringify(this.summary)
  }

  /** Takes in what a look found. @returns whether the figures of its work have to be read again */
  look(row: SiteRow, stations: SiteFigures['stations'], log: string, now: number): boolean {
    this.row = row
    this.stations = stations
    return this.place !== placeOf(row, log, now)
  }

  /** Takes in its work, read when its log was at `log`; `null`: it could not be read, and is tried again at the next look. */
  read(work: SiteWork | null, log: string, now: number): void {
    this.work = work
    this.place = work ? placeOf(this.row, log, now) : ''
  }

  get clock(): SiteRow {
    return this.row
  }

  /** Whether the summary is another one than when this was last asked. */
  takeChange(): boolean {
    this.summary = this.sum()
    const text = JSON.stringify(this.summary)
    const changed = text !== this.text
    this.text = text
    return changed
  }

  private sum(): SiteSummary {
    const { row, work, stations } = this
    return { tenantId: row.tenantId, name: row.name, figures: work && { ...work, stations } }
  }
}

/** The site's settings, its day and its log: as long as they stay, so do the figures of its work. */
function placeOf({ currency, timeZone }: SiteRow, log: string, now: number): string {
  return [currency, timeZone, dayOf(timeZone, now), log].join(' ')
}

function dayOf(timeZone: string, now: number): string {
  try {
    return siteDay(new Date(now), timeZone)
  } catch {
    // No such zone: the reading says so.
    return ''
  }
}
