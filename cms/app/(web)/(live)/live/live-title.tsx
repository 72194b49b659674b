import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { TabTitle } from '../../person/tab-title'

/** Of the pages, by the first part of their addresses. */
const TITLES = {
  dashboard: 'live.page.dashboard',
  day: 'live.page.day',
  queue: 'live.page.queue',
  bays: 'live.page.bays',
  debug: 'live.page.connection',
  setup: 'siteSetup.title',
  kept: 'kept.title',
} as const

const isPage = (name: string): name is keyof typeof TITLES => name in TITLES

/** The tab's title on every live page: it stays while one goes to the next. */
export function LiveTitle() {
  const { t } = useTranslation()
  const [page = '', part] = usePathname().slice(1).split('/')
  if (page === 'orders' && part) return <TabTitle>{t('order.title', { orderID: part })}</TabTitle>
  if (page === 'day' && part === 'shifts') return <TabTitle>{t('shift.page')}</TabTitle>
  return <TabTitle>{t(isPage(page) ? TITLES[page] : 'live.missing.title')}</TabTitle>
}
