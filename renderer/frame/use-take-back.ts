import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '@/lib/domain'
import { useSource } from '../store/use-command'
import { useChangeOrder } from './change-order'
import { useToasts } from './Toasts'

/**
 * Takes waiting commands back, all or none, and says what came of it. A new order can be had in its form again.
 * @param onLeave that form opens over the list
 */
export function useTakeBack(onLeave: () => void) {
  const source = useSource()
  const toasts = useToasts()
  const changeOrder = useChangeOrder()
  const { t } = useTranslation()
  return useCallback(
    async (commands: readonly Command[]): Promise<void> => {
      const count = commands.length
      try {
        const { status } = await source.withdraw(commands.map(({ id }) => id))
        if (status === 'too_late') return toasts.error(t('takeBack.tooLate'))
        if (status === 'more') return toasts.error(t('takeBack.more'))
      } catch {
        return toasts.error(t('toast.notKept'))
      }
      const [first] = commands
      const said = t('takeBack.done', { count })
      if (first?.type !== 'order.create' || !changeOrder) return toasts.done(said)
      const reopen = () => {
        onLeave()
        changeOrder(first.payload, null)
      }
      toasts.done(said, reopen, t('newOrder.openAgain'))
    },
    [source, toasts, changeOrder, onLeave, t],
  )
}
