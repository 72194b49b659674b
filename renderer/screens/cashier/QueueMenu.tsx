import { ArrowDown, ArrowUp, ChevronsUp, Droplets, Ellipsis, ListOrdered } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { QUEUE_PRIORITY, type QueueId } from '@/lib/domain'
import { DOWN, END, FRONT, type QueueMove, UP, type WaitingCar } from './use-queue-moves'

/** The item that has the focus when a key opens the menu. */
const OPENED_BY = { Enter: 'first', ' ': 'first', ArrowDown: 'first', ArrowUp: 'last' } as const
const isOpener = (key: string): key is keyof typeof OPENED_BY => Object.hasOwn(OPENED_BY, key)

export interface QueueMenuProps {
  readonly car: WaitingCar
  readonly queueId: QueueId | null
  readonly may: { readonly up: boolean; readonly down: boolean }
  /** The row has no arrows of its own. */
  readonly dense: boolean
  readonly tabbable: boolean
  readonly moveTo: QueueMove
  readonly onToBay: (orderID: string) => void
}

/**
 * What may be done with a waiting car. Many rows come into sight with one turn of a wheel, so until it is asked for it is
 * a plain button: a menu's trigger costs as much as the rest of the row.
 */
export function QueueMenu(props: QueueMenuProps) {
  const { t } = useTranslation()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'first' | 'last' | null>(null)
  const label = t('queuePanel.more', { plate: props.car.plate })
  // The click that would follow counts as one of a screen reader's, which waits with the focus.
  const byKey = (event: KeyboardEvent) => {
    if (!isOpener(event.key) || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    setOpen(OPENED_BY[event.key])
  }
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        tabIndex={props.tabbable ? 0 : -1}
        onClick={() => setOpen('first')}
        onKeyDown={byKey}
        className="min-target flex items-center justify-center rounded-md text-ink-soft hover:bg-sunken"
      >
        <Ellipsis aria-hidden className="size-5" />
      </button>
      {open && <Choices {...props} label={label} trigger={trigger} focus={open} onClose={() => setOpen(null)} />}
    </>
  )
}

interface ChoicesProps extends QueueMenuProps {
  readonly label: string
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly focus: 'first' | 'last'
  readonly onClose: () => void
}

function Choices({ car, queueId, may, dense, moveTo, onToBay, label, trigger, focus, onClose }: ChoicesProps) {
  const { t } = useTranslation()
  const within = (place: typeof UP) => () => queueId && moveTo(car, queueId, queueId, place)
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={onClose}
      placement="bottom end"
      className="rounded-md border border-line bg-surface p-1 shadow-float"
    >
      <Menu autoFocus={focus} onClose={onClose} className="min-w-52 outline-none" aria-label={label}>
        {may.up && (
          <Item icon={ChevronsUp} onAction={within(FRONT)}>
            {t('queuePanel.toFrontShort')}
          </Item>
        )}
        {dense && may.up && (
          <Item icon={ArrowUp} onAction={within(UP)}>
            {t('queuePanel.upShort')}
          </Item>
        )}
        {dense && may.down && (
          <Item icon={ArrowDown} onAction={within(DOWN)}>
            {t('queuePanel.downShort')}
          </Item>
        )}
        <Item icon={Droplets} onAction={() => onToBay(car.orderID)}>
          {t('queuePanel.toBayShort')}
        </Item>
        {QUEUE_PRIORITY.filter((other) => other !== queueId).map((other) => (
          <Item key={other} icon={ListOrdered} onAction={() => moveTo(car, queueId, other, END)}>
            {t('queuePanel.toQueueShort', { queue: t(`queue.${other}`) })}
          </Item>
        ))}
      </Menu>
    </Popover>
  )
}

interface ItemProps {
  readonly icon: typeof ArrowUp
  readonly onAction: () => void
  readonly children: ReactNode
}

function Item({ icon: Icon, onAction, children }: ItemProps) {
  return (
    <MenuItem
      onAction={onAction}
      className="flex min-target items-center gap-2 rounded-sm px-3 text-ink outline-none data-[focused]:bg-sunken"
    >
      <Icon aria-hidden className="size-4 text-ink-faint" />
      {children}
    </MenuItem>
  )
}
