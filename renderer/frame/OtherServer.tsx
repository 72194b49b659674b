import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import type { StationBridge } from '@/preload/contract'

/** Whether another machine answers than the one that was paired. @param bridge `null` in a browser, which knows no such thing */
export function useOtherServer(bridge: StationBridge | null): boolean {
  const [isOther, setOther] = useState(false)
  useEffect(() => {
    if (!bridge) return
    const end = bridge.on('server:other', setOther)
    void bridge.request('server:isOther').then(setOther, () => undefined)
    return end
  }, [bridge])
  return isOther
}

export function OtherServerBanner() {
  const { t } = useTranslation()
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner urgent tone="bad" title={t('trouble.otherServer')}>
        {t('trouble.otherServerText')}
      </Banner>
    </div>
  )
}
