import { useTranslation } from 'react-i18next'
import { Dialog } from '@/lib/ui/design/Dialog'
import { DESK_KEYS, type DeskKey } from './desk-keys'

/** As it stands on the keyboard: `n` -> `N`, `Shift ↑ ↓` -> three keys. */
const capsOf = (keys: string) => keys.split(' ').map((key) => (key.length === 1 ? key.toUpperCase() : key))

/** What the keyboard does at the desk, asked for with `?`. */
export function Shortcuts({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} closeLabel={t('app.close')} title={t('keys.title')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3">
        {(Object.keys(DESK_KEYS) as DeskKey[]).map((act) => (
          <div key={act} className="contents">
            <dt className="flex flex-wrap gap-1">
              {capsOf(DESK_KEYS[act]).map((cap) => (
                <kbd
                  key={cap}
                  className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-sm border border-line bg-sunken px-2 font-sans font-semibold text-sm"
                >
                  {cap}
                </kbd>
              ))}
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
