import { CircleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { NoticePage } from '@/lib/ui/design/NoticePage'

/** Shown when a screen fails to render: says that nothing is lost, and loads it again on request. */
export class ErrorScreen extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const { t } = useTranslation()
  return (
    <NoticePage
      urgent
      icon={CircleAlert}
      title={t('error.title')}
      actions={
        <Button look="primary" size="large" onPress={() => location.reload()}>
          {t('error.reload')}
        </Button>
      }
    >
      {t('error.text')}
    </NoticePage>
  )
}
