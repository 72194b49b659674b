export interface InspectorProps {
  readonly label: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** Shown as JSON; `undefined` where there is no more. */
  readonly value: unknown
  readonly onClose: () => void
}

/** One row of a list, whole. */
export function Inspector({ label, facts, value, onClose }: InspectorProps) {
  return (
    <section aria-label={label} className="axsync-inspector">
      <div className="axsync-row">
        <h4>{label}</h4>
        <span className="axsync-grow" />
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      <dl>
        {facts.map(([name, text]) => (
          <div key={name} className="axsync-pair">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {value !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
      )}
    </section>
  )
}
