/** A small line or bar chart of recent values, newest right. The caption says in words what it draws. */
export function Chart(props: {
  readonly label: string
  readonly value: string
  readonly values: readonly number[]
  readonly bars?: boolean
}) {
  const { label, value, values, bars = false } = props
  return (
    <figure>
      <figcaption>
        {label} <strong>{value}</strong>
      </figcaption>
      <svg viewBox="0 0 120 36" preserveAspectRatio="none" aria-hidden="true">
        {bars ? <Bars values={values} /> : <Line values={values} />}
      </svg>
    </figure>
  )
}

const HEIGHT = 34

function Line({ values }: { readonly values: readonly number[] }) {
  const top = Math.max(1, ...values)
  const step = values.length > 1 ? 120 / (values.length - 1) : 120
  const points = values.map(
    (value, at) => `${(at * step).toFixed(1)},${(HEIGHT + 1 - (value / top) * HEIGHT).toFixed(1)}`,
  )
  return (
    <polyline
      points={points.join(' ')}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      vectorEffect="non-scaling-stroke"
    />
  )
}

function Bars({ values }: { readonly values: readonly number[] }) {
  const top = Math.max(1, ...values)
  const width = 120 / Math.max(12, values.length)
  return values.map((value, at) => {
    const height = Math.max(1, (value / top) * HEIGHT)
    const key = `${at}-${value}`
    return <rect key={key} x={at * width} y={35 - height} width={width * 0.7} height={height} fill="currentColor" />
  })
}
