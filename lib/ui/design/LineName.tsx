import type { OrderService } from '@/lib/domain'

/** What a line of an order is, with the options that were chosen beneath it. */
export function LineName({ name, options }: Pick<OrderService, 'name' | 'options'>) {
  return (
    <>
      {name}
      {options.length > 0 && (
        <span className="block font-normal text-ink-faint text-sm">
          {options.map((option) => option.name).join(', ')}
        </span>
      )}
    </>
  )
}
