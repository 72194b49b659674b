import type { ServerResponse } from 'node:http'
import type { Session } from '../../access/session'
import { Outlet } from '../hub/outlet'
import type { SiteBoard } from './site-board'

/** The longest that a timer of Node can wait, milliseconds. */
const LONGEST_TIMER_MS = 2_147_483_647

/** One open page of all sites. */
export class SitesStream extends Outlet {
  private readonly expiry: NodeJS.Timeout | undefined

  constructor(
    private readonly board: SiteBoard,
    args: {
      readonly res: ServerResponse
      readonly gzip: boolean
      readonly actor: string
      readonly session: Session | null
    },
  ) {
    super(args.res, args.gzip, args.actor, args.session)
    const { session } = args
    // A timer each: these streams are as few as people who run several sites.
    if (session) {
      const left = Math.min(Math.max(session.expires - Date.now(), 0), LONGEST_TIMER_MS)
      this.expiry = setTimeout(() => this.close(), left)
    }
  }

  protected get metrics() {
    return this.board.metrics
  }

  protected forget(): void {
    clearTimeout(this.expiry)
    this.board.leave(this)
  }
}
