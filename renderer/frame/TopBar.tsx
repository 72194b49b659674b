import { Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/lib/ui/design/Button'
import { Mark } from '@/lib/ui/design/Mark'
import { Freshness } from './Freshness'
import { useNavigate } from './navigation'
import { PrinterNotice } from './printer/PrinterNotice'
import { StationAccount } from './StationAccount'
import { WhoButton } from './who/WhoButton'

/** The one bar at the top of a screen that people work at. */
export function TopBar({ name, children }: { readonly name: string; readonly children?: ReactNode }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-5 py-2 max-md:px-3">
      <h1 className="flex items-center gap-2.5 font-semibold text-lg">
        <Mark />
        {name}
      </h1>
      <div className="flex min-w-0 grow basis-96 items-center gap-3 max-md:order-3 max-md:basis-full">{children}</div>
      <div className="flex min-w-0 flex-wrap items-center justify-end gap-1 max-md:ms-auto">
        <PrinterNotice />
        <Freshness />
        <WhoButton />
        <IconButton icon={Settings} label={t('app.settings')} onPress={() => navigate('settings')} />
        <StationAccount />
      </div>
    </header>
  )
}
