import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PAYMENT_METHODS, type PaymentMethod } from '@/lib/domain'
import type { ButtonProps } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { METHOD_NAMES } from '@/lib/ui/words/payment-words'

export interface MoneyDialogProps {
  readonly title: string
  /** What is asked of the way in which money changes hands. */
  readonly question: string
  readonly method: PaymentMethod
  readonly onMethod: (method: PaymentMethod) => void
  /** What the button says that does it; it names the amount. */
  readonly confirm: string
  readonly look: NonNullable<ButtonProps['look']>
  readonly isReady: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Money changes hands: in which way, what else there is to say of it, and one button that does it. */
export function MoneyDialog(props: MoneyDialogProps) {
  const { title, question, method, onMethod, confirm, look, isReady, onConfirm, onClose, children } = props
  const { t } = useTranslation()
  return (
    <QuestionDialog
      title={title}
      confirm={confirm}
      look={look}
      isReady={isReady}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Choice
        label={question}
        value={method}
        onChange={onMethod}
        options={PAYMENT_METHODS.map((value) => ({ value, label: t(METHOD_NAMES[value]) }))}
      />
      {children}
    </QuestionDialog>
  )
}
