import { useTranslation } from 'react-i18next'
import { Dialog } from '@/lib/ui/design/Dialog'

/** Keys that act on the desk, and what each does. */
const KEYS = [
  ['N', 'new'],
  ['/', 'search'],
  ['Enter', 'open'],
  ['↑ ↓', 'walk'],
  ['Esc', 'close'],
  ['T', 'till'],
  ['?', 'help'],
] as const

/** What the keyboard does at the desk, asked for with `?`. */
export function Shortcuts({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} closeLabel={t('app.close')} title={t('keys.title')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3">
        {KEYS.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-sm border border-line bg-sunken px-2 font-sans font-semibold text-sm">
                {key}
              </kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
