import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonProps } from './Button'
import { Dialog } from './Dialog'

interface QuestionDialogProps {
  readonly title: string
  /** What the button says that does it. */
  readonly confirm: string
  /** What the one says that does not; `Cancel` without. */
  readonly leave?: string
  readonly look?: ButtonProps['look']
  readonly isReady?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * Asks what there is to say of one act: a button or Enter in a field that does it, and a button that leaves it. The Enter that has
 * opened it may come twice: as long as a finger could not do it and nothing was said yet, neither can a key.
 */
export function QuestionDialog(props: QuestionDialogProps) {
  const { title, confirm, leave, look = 'primary', isReady = true, onConfirm, onClose, children } = props
  const { t } = useTranslation()
  const doing = useRef<HTMLButtonElement>(null)
  const isSaid = useRef(false)
  const isHeldOff = () => doing.current !== null && getComputedStyle(doing.current).pointerEvents === 'none'
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={title}
      footer={
        <>
          <Button onPress={onClose}>{leave ?? t('app.cancel')}</Button>
          <Button ref={doing} look={look} isDisabled={!isReady} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-5"
        noValidate
        onInput={() => {
          isSaid.current = true
        }}
        onSubmit={(event) => {
          event.preventDefault()
          // A dialog that it opens, such as for a PIN, sends its own form through here.
          if (event.target !== event.currentTarget || (isHeldOff() && !isSaid.current)) return
          if (isReady) onConfirm()
        }}
      >
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
