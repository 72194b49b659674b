import type { Page } from '@playwright/test'
import type { FaultProxy } from '../fault-proxy'
import type { Car, JobSite } from './job-site'

/** One main job of the station, as a person does it. */
export interface MainJob {
  readonly name: string
  /** Whose screen it is done at. */
  readonly at: 'desk' | 'bay'
  /** Where a job can only be done in one of the two, because of who is signed in there. */
  readonly only?: 'web' | 'electron'
  readonly prepare: (site: JobSite) => Promise<Car>
  /** The screen shows all that was prepared: without a server the taps themselves would wait for it in vain. */
  readonly ready?: (page: Page, car: Car) => Promise<void>
  /** What has come about at this very station before the job begins. */
  readonly beforehand?: (page: Page, car: Car, around: { site: JobSite; network: FaultProxy }) => Promise<void>
  /** The taps, from the first to the last. What they do shows at once, with or without a server. */
  readonly act: (page: Page, car: Car) => Promise<void>
  /** Commands the taps send. */
  readonly commands: number
  /** What the database says before and after. */
  readonly kept: (site: JobSite, car: Car) => Promise<unknown>
  readonly becomes: (car: Car) => unknown
  readonly elsewhere?: Elsewhere
}

/** What another screen, open since before the first tap, shows then: a web station straight at the server. */
export interface Elsewhere {
  readonly at: MainJob['at']
  readonly shows: (screen: Page, car: Car) => Promise<void>
}
