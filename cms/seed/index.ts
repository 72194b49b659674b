import { createLocalReq, type Payload } from 'payload'
import { COMMAND_CONTEXT } from '../commands/command-context'
import { inTransaction } from '../database'
import { seedDemo } from './demo'
import { DEMO_RECEIPT } from './demo-site'
import { countOf, seedStarter } from './starter'
import { STARTER_BAYS, STARTER_SITE_NAME } from './starter-site'

export interface FirstStart {
  /** Fill an empty site with orders to look at (AX_DEMO=1). */
  readonly demo: boolean
  /** The server's clock, milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Called at every start; does something only on a database without a site: the site itself, its bays and its price
 * list, and for the demo a busy morning. All of it in one transaction, so that a start cut short leaves nothing half done.
 */
export async function seedFirstStart(payload: Payload, { demo, now = Date.now }: FirstStart): Promise<void> {
  const req = await createLocalReq({ context: { [COMMAND_CONTEXT]: true } }, payload)
  await inTransaction(req, async () => {
    const fresh = await seedStarter(
      req,
      demo
        ? { name: 'AX Car Wash Bangsar', bays: 4, whatsappNumber: '+60123456700', receipt: DEMO_RECEIPT }
        : { name: STARTER_SITE_NAME, bays: STARTER_BAYS.length },
    )
    if (demo && fresh && (await countOf(req, 'orders')) === 0) await seedDemo(req, now())
  })
}
