'use client'

import { useSite } from '../site/SiteContext'
import { useWords } from '../words/use-words'

interface DayFiguresProps {
  readonly tenantId: string
  readonly orders: number
  /** Sen. */
  readonly taken: number
  readonly waiting: number
  readonly washing: number
  /** Say whose they are: there are several sites. */
  readonly named: boolean
}

/** A site's day in four figures, each leading to the orders behind it. */
export function DayFigures({ tenantId, orders, taken, waiting, washing, named }: DayFiguresProps) {
  const site = useSite(tenantId)
  const say = useWords()
  const figures = [
    ['Orders today', String(orders), 'sort=-createdAt'],
    ['Paid today', site.money(taken, null), 'sort=-createdAt'],
    [
      'Waiting now',
      String(waiting),
      'where[or][0][and][0][stage][in][0]=initiated&where[or][0][and][0][stage][in][1]=open',
    ],
    ['In the bays now', String(washing), 'where[or][0][and][0][stage][equals]=in_progress'],
  ] as const
  return (
    <>
      {named && <h3>{site.name}</h3>}
      <ul className="ax-figures">
        {figures.map(([label, figure, query]) => (
          <li key={label}>
            <a href={`/admin/collections/orders?${query}`}>
              <span className="ax-quiet">{say(label)}</span>
              <strong>{figure}</strong>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
