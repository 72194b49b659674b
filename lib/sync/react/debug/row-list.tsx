import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'

/** Height of a row in pixels: for a pointer, and for a finger. */
const ROW = 28
const TOUCH_ROW = 44
/** Rows drawn beyond the edges. */
const MARGIN = 4
/** Height of the window before it has been measured, pixels. */
const UNMEASURED = 320

export interface RowListProps<T> {
  readonly label: string
  /** Newest first. */
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly chosen: string | null
  readonly onChoose: (row: T | null) => void
  readonly children: (row: T) => ReactNode
}

/**
 * A list of one-line rows of which one can be chosen, by pointer or arrow keys. Only the rows in sight are drawn, and
 * new ones above leave those that are being read where they are.
 */
export function RowList<T>({ label, rows, keyOf, chosen, onChoose, children }: RowListProps<T>) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(UNMEASURED)
  const [row, setRow] = useState(ROW)
  useEffect(() => {
    setRow(window.matchMedia('(pointer: coarse)').matches ? TOUCH_ROW : ROW)
    const element = box.current
    if (!element || typeof ResizeObserver !== 'function') return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight || UNMEASURED))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useKeptPlace(box, rows, keyOf, row)

  const first = Math.max(0, Math.floor(top / row) - MARGIN)
  const last = Math.min(rows.length, Math.ceil((top + height) / row) + MARGIN)
  const at = chosen === null ? -1 : rows.findIndex((each) => keyOf(each) === chosen)
  const choose = (index: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (next === undefined) return
    onChoose(next)
    const element = box.current
    const start = rows.indexOf(next) * row
    if (!element) return
    if (start < element.scrollTop) element.scrollTop = start
    else if (start + row > element.scrollTop + height) element.scrollTop = start + row - height
  }
  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / row) - 1)
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }
    const target = targets[event.key]
    if (target !== undefined) choose(target)
    else if (event.key === 'Escape' && chosen !== null) onChoose(null)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      aria-activedescendant={at >= first && at < last ? `${id}${at}` : undefined}
      tabIndex={0}
      className="axsync-scroll axsync-rows"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKey}
    >
      <div role="presentation" style={{ height: rows.length * row, position: 'relative' }}>
        {rows.slice(first, last).map((each, offset) => {
          const index = first + offset
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus
            <div
              key={keyOf(each)}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === at}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className="axsync-line axsync-row-line"
              style={{ insetBlockStart: index * row, height: row }}
              onClick={() => onChoose(index === at ? null : each)}
            >
              {children(each)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Moves the window along with the rows in it when others come above; at the very top it stays with the newest. */
function useKeptPlace<T>(
  box: { readonly current: HTMLDivElement | null },
  rows: readonly T[],
  keyOf: (row: T) => string,
  row: number,
): void {
  const newest = useRef<string | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    const before = newest.current
    newest.current = rows[0] === undefined ? null : keyOf(rows[0])
    if (!element || element.scrollTop === 0 || before === null || before === newest.current) return
    const added = rows.findIndex((each) => keyOf(each) === before)
    if (added > 0) element.scrollTop += added * row
  }, [box, rows, keyOf, row])
}
