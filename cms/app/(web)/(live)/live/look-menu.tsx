'use client'

import { ExternalLink, LogOut, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/renderer/design/Button'
import { Choice } from '@/renderer/design/Choice'
import { LANGUAGE_NAMES, LANGUAGES } from '@/renderer/i18n/languages'
import { useLook } from './look'
import { useSite } from './site'

const THEMES = ['system', 'light', 'dark', 'contrast'] as const
const ROW =
  'min-target flex w-full items-center gap-3 rounded-md px-2 text-start font-medium text-ink-soft hover:text-ink'

/** Language, theme, and the ways to the other parts of the product. */
export function LookMenu() {
  const { t } = useTranslation()
  const { language, theme, change } = useLook()
  const { role } = useSite()
  const [leaving, setLeaving] = useState(false)
  const signOut = async () => {
    setLeaving(true)
    await fetch('/api/users/logout', { method: 'POST' }).catch(() => undefined)
    location.assign('/station/sign-in?to=/dashboard')
  }
  return (
    <DialogTrigger>
      <IconButton icon={SlidersHorizontal} label={t('live.menu')} />
      <Popover
        placement="bottom end"
        className="w-[min(22rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-surface text-ink shadow-float"
      >
        <Dialog aria-label={t('live.menu')} className="flex flex-col gap-5 p-4 outline-none">
          <Choice
            label={t('settings.language')}
            value={language}
            options={LANGUAGES.map((value) => ({
              value,
              label: LANGUAGE_NAMES[value],
              content: <span lang={value === 'zh' ? 'zh-Hans' : value}>{LANGUAGE_NAMES[value]}</span>,
            }))}
            onChange={(next) => change({ language: next })}
            className="!grid grid-cols-2"
          />
          <Choice
            label={t('settings.theme')}
            value={theme}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(next) => change({ theme: next })}
            className="!grid grid-cols-2"
          />
          <div className="-mx-2 -mb-2 border-line border-t pt-2">
            <a href="/station" className={ROW}>
              <ExternalLink aria-hidden className="size-4.5" />
              {t('live.openStation')}
            </a>
            {role === 'admin' && (
              <a href="/admin" className={ROW}>
                <ExternalLink aria-hidden className="size-4.5" />
                {t('signIn.adminPanel')}
              </a>
            )}
            <button type="button" disabled={leaving} onClick={() => void signOut()} className={ROW}>
              <LogOut aria-hidden className="size-4.5" />
              {t('settings.signOut')}
            </button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
