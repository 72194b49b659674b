import { type ReactNode, useEffect, useRef } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { classNames } from './class-names'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly title: ReactNode
  readonly content: ReactNode
}

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly items: readonly TabItem<Id>[]
  readonly selected?: Id
  readonly onSelect?: (id: Id) => void
  readonly vertical?: boolean
  readonly className?: string
}

/** Pages of one thing. */
export function Tabs<Id extends string>({
  label,
  items,
  selected,
  onSelect,
  vertical = false,
  className,
}: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onSelect?.(key as Id)}
      orientation={vertical ? 'vertical' : 'horizontal'}
      className={classNames('flex min-h-0', vertical ? 'flex-row gap-8 max-md:flex-col' : 'flex-col', className)}
    >
      <TabList
        aria-label={label}
        className={classNames(
          'scroll-shadows flex shrink-0',
          vertical
            ? 'w-52 flex-col gap-1 max-md:w-full max-md:flex-row max-md:overflow-x-auto'
            : 'gap-1 overflow-x-auto border-line border-b',
        )}
      >
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={classNames(
              'flex min-target shrink-0 items-center gap-2 whitespace-nowrap px-3 font-medium text-ink-soft data-[hovered]:text-ink data-[selected]:text-ink',
              vertical
                ? 'rounded-md data-[selected]:bg-sunken'
                : '-mb-px border-transparent border-b-2 data-[selected]:border-accent',
            )}
          >
            {({ isSelected }) => <InSight is={isSelected}>{item.title}</InSight>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="flex min-h-0 min-w-0 grow flex-col">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

/** The name of a page, which comes into sight where there are more than fit beside each other. */
function InSight({ is, children }: { readonly is: boolean; readonly children: ReactNode }) {
  const name = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (is) name.current?.closest('[role=tab]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [is])
  return (
    <span ref={name} className="contents">
      {children}
    </span>
  )
}
