import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './Button'
import { classNames } from './class-names'
import { useMessageRoom } from './message-room'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  /** Spoken name of the close button. */
  readonly closeLabel: string
  /** `sheet` stands at the end edge, full height, for a whole page of detail. */
  readonly shape?: 'center' | 'wide' | 'sheet'
  readonly footer?: ReactNode
  readonly children: ReactNode
}

const SHAPES = {
  center: 'm-auto max-h-[92%] w-[min(30rem,94vw)] rounded-lg',
  wide: 'm-auto max-h-[94%] w-[min(60rem,96vw)] rounded-lg',
  sheet: 'sheet ms-auto h-full w-[min(46rem,100vw)]',
} as const

/** A question or a page over the screen; Escape and the scrim close it, focus returns to where it was. */
export function Dialog({ open, onClose, title, closeLabel, shape = 'center', footer, children }: DialogProps) {
  const dialog = useRef<HTMLElement>(null)
  useEscapeFromOutside(open, dialog, onClose)
  useUncovering(open)
  const room = useMessageRoom(open)
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
      style={room}
      className="modal-scrim makes-room fixed inset-0 z-40 flex bg-scrim"
    >
      <Modal className={classNames('flex bg-surface text-ink shadow-float', SHAPES[shape])}>
        <AriaDialog ref={dialog} className="flex min-h-0 min-w-0 grow flex-col outline-none">
          <header className="flex shrink-0 items-center gap-3 border-line border-b ps-6 pe-3 py-2.5">
            <Heading slot="title" className="min-w-0 grow break-words py-1.5 font-semibold text-lg">
              {title}
            </Heading>
            <IconButton icon={X} label={closeLabel} onPress={onClose} />
          </header>
          <div className="relative min-h-0 grow overflow-y-auto px-6 py-5">{children}</div>
          {footer && (
            <footer className="flex shrink-0 flex-wrap items-center justify-end gap-3 border-line border-t px-6 py-3.5">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Tells the styles that what lay under the dialog can be touched again. */
function useUncovering(open: boolean): void {
  useEffect(() => {
    if (!open) return
    return () => {
      const { dataset } = document.body
      dataset.uncovered = dataset.uncovered === 'even' ? 'odd' : 'even'
    }
  }, [open])
}

/**
 * Escape closes the dialog on top even when nothing in it has the focus: what had it may be gone, such as a button whose
 * work is done.
 */
function useEscapeFromOutside(
  open: boolean,
  dialog: { readonly current: HTMLElement | null },
  onClose: () => void,
): void {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    if (!open) return
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !dialog.current) return
      const top = [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].at(-1)
      if (top === dialog.current && !dialog.current.contains(document.activeElement)) latest.current()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [open, dialog])
}
