import { Car, Check, Plus, RefreshCw, Search, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { SyncStatus } from '@/lib/sync/engine'
import { Banner } from '@/lib/ui/design/Banner'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Dialog } from '@/lib/ui/design/Dialog'
import { EmptyState, Skeleton } from '@/lib/ui/design/EmptyState'
import { SearchField, Select, Switch, TextField } from '@/lib/ui/design/Field'
import { NumberPad } from '@/lib/ui/design/NumberPad'
import { Plate } from '@/lib/ui/design/Plate'
import { Count, StateChip, type Tone } from '@/lib/ui/design/StateChip'
import { Tabs } from '@/lib/ui/design/Tabs'
import { BAY_LOOKS, PAYMENT_LOOKS, STAGE_LOOKS, type StateLook } from '@/lib/ui/words/states'
import { CURRENT } from '../fixtures/site'
import { FreshnessText } from '../frame/Freshness'
import { useToasts } from '../frame/Toasts'
import { Timer } from '../screens/bay/Timer'

const TONES: readonly Tone[] = ['neutral', 'active', 'good', 'warn', 'bad']

const TIMES = [
  { minutes: 6, paused: false },
  { minutes: 11, paused: false },
  { minutes: 13, paused: false },
  { minutes: 6, paused: true },
]

const FRESH: readonly SyncStatus['freshness'][] = [
  { kind: 'current' },
  { kind: 'catching_up', behind: 12 },
  { kind: 'stale', since: '2026-01-15T02:42:00Z', cause: 'server_unreachable' },
  { kind: 'stale', since: null, cause: 'server_unreachable' },
]

/** Every component in every state, for the eye and for the tests. English: its words are examples, not the product's. */
export function Gallery() {
  return (
    <main className="mx-auto flex max-w-6xl flex-col gap-8 p-6">
      <h1 className="text-2xl font-bold">Gallery</h1>
      <Part title="Buttons">
        <Buttons />
      </Part>
      <Part title="States">
        <States />
      </Part>
      <Part title="Fields">
        <Fields />
      </Part>
      <Part title="Messages">
        <Messages />
      </Part>
      <Part title="Surfaces">
        <Surfaces />
      </Part>
    </main>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4" aria-label={title}>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

const Row = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-3">{children}</div>
)

function Buttons() {
  return (
    <>
      {(['medium', 'large'] as const).map((size) => (
        <Row key={size}>
          {(['primary', 'secondary', 'quiet', 'danger'] as const).map((look) => (
            <Button key={look} look={look} size={size} icon={look === 'danger' ? Trash2 : Plus}>
              {look}
            </Button>
          ))}
          <Button size={size} isDisabled>
            disabled
          </Button>
        </Row>
      ))}
      <Row>
        <Button look="primary" size="giant" icon={Check}>
          giant
        </Button>
        <Button size="giant" icon={Check}>
          giant
        </Button>
        <Button look="primary" size="giant" isDisabled>
          disabled
        </Button>
      </Row>
      <Row>
        <IconButton icon={RefreshCw} label="Sync now" />
        <IconButton icon={Search} label="Search" isDisabled />
      </Row>
    </>
  )
}

function States() {
  const chips = (looks: Readonly<Record<string, StateLook>>) => (
    <Row>
      {Object.entries(looks).map(([name, { icon, tone }]) => (
        <StateChip key={name} icon={icon} tone={tone}>
          {name}
        </StateChip>
      ))}
    </Row>
  )
  return (
    <>
      {chips(STAGE_LOOKS)}
      {chips(PAYMENT_LOOKS)}
      {chips(BAY_LOOKS)}
      <Row>
        {TONES.map((tone) => (
          <Count key={tone} tone={tone}>
            12
          </Count>
        ))}
      </Row>
      <Row>
        <Plate plate="WXY1234" size="small" />
        <Plate plate="BQS77" />
        <Plate plate="WC9021X" size="large" />
        <Plate plate={null} size="large" />
      </Row>
      <Row>
        {TIMES.map(({ minutes, paused }) => (
          <div key={`${minutes} ${paused}`} className="w-52">
            <Timer label="Rinse" elapsedMs={minutes * 60_000} targetMs={10 * 60_000} size="step" paused={paused} />
          </div>
        ))}
      </Row>
      <Row>
        {FRESH.map((freshness) => (
          <FreshnessText key={JSON.stringify(freshness)} status={{ ...CURRENT, freshness }} />
        ))}
      </Row>
    </>
  )
}

function Fields() {
  const [text, setText] = useState('')
  const [vehicle, setVehicle] = useState<'sedan' | 'mpv'>('sedan')
  const [sounds, setSounds] = useState(true)
  const vehicles = [
    { value: 'sedan', label: 'Sedan' },
    { value: 'mpv', label: 'MPV / van' },
  ] as const
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField label="Plate" placeholder="WXY 1234" />
      <TextField
        label="Server"
        defaultValue="127.0.0.1"
        error="This is no address; it begins with http:// or https://."
      />
      <TextField label="Name" defaultValue="Bay 2" description="As it stands above the bay." isDisabled />
      <SearchField label="Plate, number, name or phone" clearLabel="Clear" value={text} onChange={setText} />
      <Select label="Vehicle" value={vehicle} options={vehicles} onChange={setVehicle} />
      <Choice label="Vehicle" value={vehicle} options={vehicles} onChange={setVehicle} />
      <Switch label="Sounds" description="A chime for each new order" value={sounds} onChange={setSounds} />
      <Switch label="Kiosk" value={false} onChange={() => {}} isDisabled />
    </div>
  )
}

function Messages() {
  return (
    <>
      {(['info', 'warn', 'bad'] as const).map((tone) => (
        <Banner key={tone} tone={tone} title={`A ${tone} message`}>
          What happened, what it means, what to do.
        </Banner>
      ))}
      <EmptyState icon={Car} title="No cars waiting" action={<Button icon={Plus}>New order</Button>}>
        The next car appears here by itself.
      </EmptyState>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-24 w-full" />
      </div>
    </>
  )
}

function Surfaces() {
  const [open, setOpen] = useState(false)
  const toasts = useToasts()
  return (
    <>
      <Tabs
        label="Example"
        items={[
          { id: 'one', title: 'Timeline', content: <p className="p-4">What happened to the order.</p> },
          { id: 'two', title: 'Money', content: <p className="p-4">What it costs.</p> },
        ]}
      />
      <Row>
        <Button onPress={() => setOpen(true)}>Open a dialog</Button>
        <Button onPress={() => toasts.done('Rinse done', () => {})}>Show what can be undone</Button>
        <Button onPress={() => toasts.error('The order is paid already. Open it to see by whom.')}>
          Show a refusal
        </Button>
      </Row>
      <Dialog open={open} onClose={() => setOpen(false)} title="Cancel the order?" closeLabel="Close">
        <p>The car leaves the queue. This cannot be undone.</p>
      </Dialog>
      <div className="max-w-xs">
        <NumberPad label="PIN" submitLabel="Unlock" error="Wrong PIN. Four tries are left." onSubmit={() => {}} />
      </div>
    </>
  )
}
