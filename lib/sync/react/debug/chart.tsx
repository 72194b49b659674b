const WIDTH = 120
const HEIGHT = 34

export interface ChartProps {
  readonly label: string
  /** The newest value in words. */
  readonly value: string
  /** What the picture shows, e.g. `last 60 s, at most 12`. */
  readonly note: string
  readonly values: readonly number[]
  /** How many values the width is for. */
  readonly room: number
  /** `bars` for things that happen, `line` for a level. */
  readonly look: 'bars' | 'line'
}

/** A small chart of recent values, newest at the end. The caption says in words what it draws. */
export function Chart({ label, value, note, values, room, look }: ChartProps) {
  return (
    <figure className="axsync-card">
      <figcaption>
        <span className="axsync-dim">{label}</span>
        <strong>{value}</strong>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2={WIDTH} y1={HEIGHT + 1.5} y2={HEIGHT + 1.5} stroke="var(--line)" strokeWidth="1" />
        {look === 'bars' ? <Bars values={values} room={room} /> : <Line values={values} room={room} />}
      </svg>
      <p className="axsync-dim">{note}</p>
    </figure>
  )
}

function Line({ values, room }: { readonly values: readonly number[]; readonly room: number }) {
  if (values.length === 0) return null
  const top = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, room - 1)
  const start = WIDTH - (values.length - 1) * step
  const points = values.map(
    (value, at) => `${(start + at * step).toFixed(1)},${(HEIGHT + 1 - (value / top) * HEIGHT).toFixed(1)}`,
  )
  return (
    <>
      <polygon points={`${start},${HEIGHT + 1} ${points.join(' ')} ${WIDTH},${HEIGHT + 1}`} className="axsync-area" />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </>
  )
}

function Bars({ values, room }: { readonly values: readonly number[]; readonly room: number }) {
  const top = Math.max(1, ...values)
  const width = WIDTH / Math.max(room, values.length)
  const start = WIDTH - values.length * width
  return values.map((value, at) => {
    const height = value === 0 ? 0 : Math.max(1.5, (value / top) * HEIGHT)
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
        key={at}
        x={start + at * width}
        y={HEIGHT + 1 - height}
        width={width * 0.75}
        height={height}
        fill="currentColor"
      />
    )
  })
}

/** Shares of a whole beside each other, as one bar; the words are in the caption and below. */
export function ShareChart(props: {
  readonly label: string
  readonly value: string
  readonly note: string
  readonly shares: readonly { readonly tone: string; readonly share: number }[]
}) {
  return (
    <figure className="axsync-card">
      <figcaption>
        <span className="axsync-dim">{props.label}</span>
        <strong>{props.value}</strong>
      </figcaption>
      <div className="axsync-share" aria-hidden="true">
        {props.shares.map(({ tone, share }) => (
          <span key={tone} data-tone={tone} style={{ flexGrow: Math.max(0, share) }} />
        ))}
      </div>
      <p className="axsync-dim">{props.note}</p>
    </figure>
  )
}
