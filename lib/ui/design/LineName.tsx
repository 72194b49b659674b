import { useTranslation } from 'react-i18next'
import type { OrderService } from '@/lib/domain'
import { nameIn } from '../words/names'

/** What a line of an order is, with the options that were chosen beneath it. */
export function LineName({ name, options }: Pick<OrderService, 'name' | 'options'>) {
  const { t } = useTranslation()
  return (
    <>
      {nameIn(t, name)}
      {options.length > 0 && (
        <span className="block font-normal text-ink-faint text-sm">
          {options.map((option) => nameIn(t, option.name)).join(', ')}
        </span>
      )}
    </>
  )
}
