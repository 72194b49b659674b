import { CircleAlert, CircleCheck, Undo2, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../design/Button'
import { classNames } from '../design/class-names'

/** How long what was done can be taken back. */
const UNDO_MS = 5000
const ERROR_MS = 12_000
const MOST = 3

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'error'
  readonly undo?: () => void
}

export interface Toasts {
  /** Something was done; with `undo`, it can be taken back for five seconds. */
  done(text: string, undo?: () => void): void
  error(text: string): void
}

const ToastContext = createContext<Toasts | null>(null)

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext)
  if (!toasts) throw new Error('no toasts: the screen stands outside of <ToastArea>')
  return toasts
}

/** Short messages above the screen's bottom edge, read out as they come. */
export function ToastArea({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const dismiss = useCallback((id: number) => setToasts((list) => list.filter((toast) => toast.id !== id)), [])
  const shown = useRef(0)
  const show = useCallback((toast: Omit<Toast, 'id'>) => {
    const id = ++shown.current
    setToasts((list) => [...list, { ...toast, id }].slice(-MOST))
  }, [])
  const access = useMemo<Toasts>(
    () => ({
      done: (text, undo) => show({ text, undo, tone: 'done' }),
      error: (text) => show({ text, tone: 'error' }),
    }),
    [show],
  )
  return (
    <ToastContext value={access}>
      {children}
      <section
        aria-label={t('app.notifications')}
        aria-live="polite"
        className="toasts pointer-events-none fixed inset-x-0 bottom-16 z-50 flex flex-col items-center gap-2 px-4"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </section>
    </ToastContext>
  )
}

function ToastCard({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: (id: number) => void }) {
  const { t } = useTranslation()
  const { id, tone, undo } = toast
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(id), tone === 'error' ? ERROR_MS : UNDO_MS)
    return () => clearTimeout(timer)
  }, [id, tone, onDismiss])
  const Icon = tone === 'error' ? CircleAlert : CircleCheck
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className="toast-in pointer-events-auto relative flex min-h-14 max-w-[min(40rem,94vw)] items-center gap-3 overflow-hidden rounded-lg bg-ink ps-4 pe-2 text-canvas shadow-float"
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <p className="min-w-0 py-2 font-medium">{toast.text}</p>
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
          {t('app.undo')}
        </Button>
      ) : (
        <IconButton
          icon={X}
          label={t('app.dismiss')}
          className="!text-canvas data-[hovered]:!bg-canvas/15"
          onPress={() => onDismiss(id)}
        />
      )}
      {undo && <span aria-hidden className={classNames('undo-bar absolute inset-x-0 bottom-0 h-1 bg-canvas/60')} />}
    </div>
  )
}
