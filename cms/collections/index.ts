import { showByAudience } from '../access/visible-columns'
import { present } from '../admin/present'
import { translate } from '../admin/words/translate'
import { Audit } from './audit'
import { Bays } from './bays'
import { withCappedReads } from './capped-reads'
import { withCheckedShapes } from './check-shapes'
import { withCleanTexts } from './clean-texts'
import { CommandResults } from './command-results'
import { Concerns } from './concerns'
import { Counters } from './counters'
import { Customers } from './customers'
import { Jobs } from './jobs'
import { Orders } from './orders'
import { Payments } from './payments'
import { Queues } from './queues'
import { Services } from './services'
import { Shifts } from './shifts'
import { Stations } from './stations'
import { SyncEvents } from './sync-events'
import { SyncHeads } from './sync-heads'
import { Team } from './team'
import { Tenants } from './tenants'
import { Users } from './users'
import { Vehicles } from './vehicles'

export const collections = [
  Orders,
  Queues,
  Bays,
  Jobs,
  Services,
  Tenants,
  Stations,
  Users,
  Customers,
  Vehicles,
  Audit,
  SyncEvents,
  SyncHeads,
  CommandResults,
  Counters,
  Payments,
  Concerns,
  Shifts,
  Team,
]
  .map(withCleanTexts)
  .map(withCheckedShapes)
  .map(showByAudience)
  .map(withCappedReads)
  // Each document has a version that is compared: a lock would cost every write and could be taken in another's name.
  .map((collection) => ({ ...collection, lockDocuments: false as const }))
  // Payload reads all of them before the first is written and ends one transaction for all: an edit in between would be undone, and
  // what failed be told as done.
  .map((collection) => ({ ...collection, disableBulkEdit: true, disableBulkDelete: true }))
  .map(present)
  .map(translate)
