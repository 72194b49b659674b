import { CircleAlert, CircleCheck, Info, Undo2, X } from 'lucide-react'
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { MessageHeight } from '@/lib/ui/design/message-room'

/** How long what was done can be taken back: hands are wet at a bay, and busy at a desk. */
const UNDO_MS = 10_000
/** What nobody waits for needs longer to be noticed. */
const READING_MS = 12_000

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'note' | 'error'
  readonly undo?: () => void
  /** What `undo` is called, where that is not Undo. */
  readonly undoLabel?: string
  /** Stays until it is dismissed. */
  readonly lasting?: boolean
}

export interface Toasts {
  /** Something was done; with `undo`, it can be taken back for five seconds, at a bay for ten. */
  done(text: string, undo?: () => void, undoLabel?: string): void
  /** What is good to know and asks for nothing. */
  note(text: string): void
  /** With a way out, it stays until that is taken or the message dismissed. */
  error(text: string, wayOut?: { readonly label: string; readonly take: () => void }): void
}

const ToastContext = createContext<Toasts | null>(null)

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext)
  if (!toasts) throw new Error('no toasts: the screen stands outside of <ToastArea>')
  return toasts
}

/**
 * Short messages above the screen's bottom edge, read out as they come. One at a time, the latest: what was done
 * before it can no longer be taken back from here, but an error that was not seen for long enough comes again.
 */
export function ToastArea({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const dismiss = useCallback((id: number) => setToasts((list) => list.filter((toast) => toast.id !== id)), [])
  const shown = useRef(0)
  const show = useCallback((toast: Omit<Toast, 'id'>) => {
    const id = ++shown.current
    setToasts((list) => {
      const unseen = list.filter(({ tone }) => tone !== 'done')
      // A note lets what stands there, perhaps with an undo, have its time first.
      return toast.tone === 'note' ? [{ ...toast, id }, ...list] : [...unseen, { ...toast, id }]
    })
  }, [])
  const access = useMemo<Toasts>(
    () => ({
      done: (text, undo, undoLabel) => show({ text, undo, undoLabel, tone: 'done' }),
      note: (text) => show({ text, tone: 'note' }),
      error: (text, wayOut) =>
        show({ text, undo: wayOut?.take, undoLabel: wayOut?.label, lasting: wayOut !== undefined, tone: 'error' }),
    }),
    [show],
  )
  const area = useRef<HTMLElement>(null)
  const height = useHeight(area)
  return (
    <ToastContext value={access}>
      <MessageHeight value={height}>{children}</MessageHeight>
      <section
        ref={area}
        aria-label={t('app.notifications')}
        aria-live="polite"
        // Beside an open dialog too: what was done in it can be taken back there.
        data-react-aria-top-layer
        className="toasts pointer-events-none fixed inset-x-0 bottom-16 z-50 flex flex-col items-center gap-2 px-4"
      >
        {toasts.slice(-1).map((toast) => (
          <ToastCard key={toast.id} toast={toast} more={toasts.length - 1} onDismiss={dismiss} />
        ))}
      </section>
    </ToastContext>
  )
}

/** Pixels that an element is tall, as that changes. */
function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setHeight(current.offsetHeight))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return height
}

const ICONS = { done: CircleCheck, note: Info, error: CircleAlert } as const

interface ToastCardProps {
  readonly toast: Toast
  /** How many messages wait behind this one. */
  readonly more: number
  readonly onDismiss: (id: number) => void
}

function ToastCard({ toast, more, onDismiss }: ToastCardProps) {
  const { t } = useTranslation()
  const { id, tone, undo, undoLabel, lasting = false } = toast
  useEffect(() => {
    if (lasting) return
    const timer = setTimeout(() => onDismiss(id), tone === 'done' ? UNDO_MS : READING_MS)
    return () => clearTimeout(timer)
  }, [id, tone, lasting, onDismiss])
  const Icon = ICONS[tone]
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className="toast-in pointer-events-auto relative flex min-h-14 max-w-[min(40rem,94vw)] items-center gap-3 overflow-hidden rounded-lg bg-ink ps-4 pe-2 text-canvas shadow-float"
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <p className="min-w-0 py-2 font-medium">{toast.text}</p>
      {more > 0 && <span className="tabular shrink-0 text-sm opacity-70">+{more}</span>}
      {undo ? (
        <Button
          look="quiet"
          icon={Undo2}
          className="!text-canvas ms-2 shrink-0 data-[hovered]:!bg-canvas/15"
          onPress={() => {
            undo()
            onDismiss(id)
          }}
        >
          {undoLabel ?? t('app.undo')}
        </Button>
      ) : null}
      {(!undo || lasting) && (
        <IconButton
          icon={X}
          label={t('app.dismiss')}
          className="!text-canvas data-[hovered]:!bg-canvas/15"
          onPress={() => onDismiss(id)}
        />
      )}
      {undo && !lasting && (
        <span
          aria-hidden
          style={{ animationDuration: `${UNDO_MS}ms` }}
          className={classNames('undo-bar absolute inset-x-0 bottom-0 h-1 bg-canvas/60')}
        />
      )}
    </div>
  )
}
