import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'

/** In the place of a form that needs the price list, which could not be had. */
export function CatalogueFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Banner tone="bad" title={t('newOrder.loadError')} action={<Button onPress={onRetry}>{t('app.retry')}</Button>}>
      {t('newOrder.loadErrorText')}
    </Banner>
  )
}
