import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { IconButton } from '@/lib/ui/design/Button'
import { useHost } from '../host'

/** That this browser keeps what other people did and could not send: only their own sign-in sends it. */
export function OthersWaiting() {
  const { t } = useTranslation()
  const { session } = useHost()
  const [count, setCount] = useState(0)
  useEffect(() => {
    let gone = false
    void session?.waitingForOthers().then((waiting) => !gone && setCount(waiting))
    return () => {
      gone = true
    }
  }, [session])
  if (count === 0) return null
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner
        tone="info"
        title={t('outbox.others', { count })}
        action={<IconButton icon={X} label={t('app.close')} onPress={() => setCount(0)} />}
      >
        {t('outbox.othersStill')}
      </Banner>
    </div>
  )
}
