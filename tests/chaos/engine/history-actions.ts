import fc from 'fast-check'
import type { Subscription } from '@/lib/sync/engine'
import type { Fault } from '../../support/fake-answers'
import type { Site } from './site'

export type Action =
  | { readonly do: 'create' | 'stage' | 'pay' | 'delete' | 'bay' | 'job' | 'unreadable'; readonly times: number }
  | { readonly do: 'wait'; readonly for: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'cut' | 'freeze' | 'double' | 'lose' | 'garble' | 'loseLog' | 'restart' }
  | { readonly do: 'prune'; readonly keep: number }
  | { readonly do: 'jumpClock'; readonly by: number }
  | { readonly do: 'breakJournal' | 'mendJournal' | 'syncNow' | 'forcePolling' | 'dropStream' | 'reconnect' }
  | { readonly do: 'command' | 'loseCommandAnswer' }
  | { readonly do: 'credentials' | 'loseAnswer' | 'throwOnCommand' }
  | { readonly do: 'jumpServerClock'; readonly by: number }
  | { readonly do: 'shortAnswers'; readonly most: number }
  | { readonly do: 'slowStreams'; readonly within: number }
  | { readonly do: 'widen'; readonly to: Subscription }

export const subscriptionArbitrary: fc.Arbitrary<Subscription> = fc.record(
  {
    orderID: fc.constantFrom('AX-20260115-0001', 'AX-20260115-0002'),
    eventTypes: fc.constantFrom(['stage_change'], ['order_created', 'queue_update']),
  },
  { requiredKeys: [] },
)

const FAULTS: readonly Fault[] = [
  'none',
  'none',
  'none',
  'down',
  'stalled',
  'http_502',
  'http_503',
  'http_401',
  'streams_blocked',
  'portal_200',
  'portal_400',
  'portal_401',
  'portal_403',
  'portal_502',
]

export const actionArbitrary: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('create', 'stage', 'pay', 'delete', 'bay', 'job', 'unreadable'),
      times: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      for: fc.oneof(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 100, max: 20_000 }),
        fc.integer({ min: 20_000, max: 200_000 }),
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault'), fault: fc.constantFrom(...FAULTS) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('cut', 'freeze', 'double', 'lose', 'garble') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('loseLog', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prune'), keep: fc.integer({ min: 0, max: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('jumpClock', 'jumpServerClock'),
      by: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('breakJournal', 'mendJournal', 'syncNow', 'forcePolling', 'dropStream', 'reconnect'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slowStreams'), within: fc.constantFrom(40, 400, 4_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('command', 'loseCommandAnswer', 'credentials') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('loseAnswer', 'throwOnCommand', 'command') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('shortAnswers'), most: fc.integer({ min: 0, max: 2 }) }) },
) as fc.Arbitrary<Action>

/** The same for a client that asks for a part of the log, and for more of it as the history goes on. */
export const filteredActionArbitrary: fc.Arbitrary<Action> = fc.oneof(
  { weight: 12, arbitrary: actionArbitrary },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('widen'), to: subscriptionArbitrary }) },
) as fc.Arbitrary<Action>

/** What each action does. */
export async function act(site: Site, action: Action): Promise<void> {
  const { server, engine, journal } = site
  switch (action.do) {
    case 'wait':
      await site.run(action.for)
      break
    case 'fault':
      server.fault = action.fault
      break
    case 'cut':
      server.cutStreams()
      break
    case 'freeze':
      server.freezeStreams()
      break
    case 'double':
      server.doubleNext()
      break
    case 'lose':
      server.loseNext()
      break
    case 'garble':
      server.garble()
      break
    case 'loseLog':
      server.loseLog()
      break
    case 'prune':
      server.prune(action.keep)
      break
    case 'jumpClock':
      site.clock.jumpWall(action.by)
      break
    case 'breakJournal':
      journal.broken = true
      break
    case 'mendJournal':
      journal.broken = false
      break
    case 'restart':
      await site.restart()
      break
    case 'syncNow':
      engine.syncNow()
      break
    case 'forcePolling':
      engine.forcePolling()
      break
    case 'dropStream':
      engine.dropStream()
      break
    case 'reconnect':
      engine.disconnect()
      site.connect({})
      break
    case 'loseAnswer':
      server.loseNextAnswer = true
      break
    case 'throwOnCommand':
      server.throwing.add(await site.sendCommand())
      break
    case 'shortAnswers':
      server.answersAtMost = action.most
      break
    case 'jumpServerClock':
      server.clockAhead += action.by
      break
    case 'widen':
      await site.widen(action.to)
      break
    case 'slowStreams':
      server.acceptWithin = action.within
      break
    case 'credentials':
      engine.credentialsChanged()
      break
    case 'command':
      await site.sendCommand()
      break
    case 'loseCommandAnswer':
      server.loseNextCommandAnswer = true
      break
    case 'create':
    case 'stage':
    case 'pay':
    case 'delete':
    case 'bay':
    case 'job':
    case 'unreadable':
      for (let time = 0; time < action.times; time += 1) change(site, action.do)
  }
}

function change({ server, pick }: Site, what: string): void {
  const orderID = pick(server.orderIDs())
  if (what === 'bay') server.changeBay()
  else if (what === 'job') server.changeJob()
  else if (what === 'unreadable') server.appendUnreadable()
  else if (what === 'create' || orderID === undefined) server.createOrder()
  else if (what === 'stage') server.setStage(orderID)
  else if (what === 'pay') server.pay(orderID)
  else server.deleteOrder(orderID)
}
