import {
  BookOpen,
  CalendarDays,
  CircleUser,
  LayoutDashboard,
  ListChecks,
  LogOut,
  type LucideIcon,
  Monitor,
  SlidersHorizontal,
  Store,
  UserRoundX,
} from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { IconButton } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import type { StationSettings } from '@/preload/contract'

type Look = Pick<StationSettings, 'language' | 'theme'>

export interface AccountMenuProps extends Look {
  readonly person: { readonly name: string; readonly site: string }
  readonly role: 'admin' | 'staff'
  /** There is a page of all sites for this person. */
  readonly severalSites?: boolean
  readonly onLook: (change: Partial<Look>) => void
  readonly leaving?: boolean
  readonly onSignOut: () => void
}

const THEMES = ['system', 'light', 'dark', 'contrast'] as const
const ROW =
  'min-target flex w-full items-center gap-3 rounded-md px-2 text-start font-medium text-ink-soft hover:bg-sunken hover:text-ink'

/** Who is signed in, language and theme, and the ways to the other parts of the product. */
export function AccountMenu({
  person,
  role,
  severalSites = false,
  language,
  theme,
  onLook,
  leaving = false,
  onSignOut,
}: AccountMenuProps) {
  const { t } = useTranslation()
  return (
    <DialogTrigger>
      <IconButton icon={CircleUser} label={t('live.menu')} />
      <Popover
        placement="bottom end"
        className="w-[min(22rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-float"
      >
        <Dialog aria-label={t('live.menu')} className="flex flex-col gap-4 p-4 outline-none">
          <div className="min-w-0">
            <p className="truncate font-semibold">{person.name}</p>
            <p className="truncate text-ink-soft text-sm">
              {t(`account.${role}`)} · {person.site}
            </p>
          </div>
          <nav aria-label={t('account.places')} className="-mx-2 border-line border-y py-2">
            {severalSites && (
              <Place href="/sites" icon={Store}>
                {t('sites.title')}
              </Place>
            )}
            <Place href="/dashboard" icon={LayoutDashboard}>
              {t('live.page.dashboard')}
            </Place>
            <Place href="/day" icon={CalendarDays}>
              {t('live.page.day')}
            </Place>
            <Place href="/station" icon={Monitor}>
              {t('account.station')}
            </Place>
            {role === 'admin' && (
              <Place href="/setup" icon={ListChecks}>
                {t('siteSetup.title')}
              </Place>
            )}
            <Place href="/admin" icon={SlidersHorizontal}>
              {t('signIn.adminPanel')}
            </Place>
            {role === 'admin' && (
              <Place href="/kept" icon={UserRoundX}>
                {t('kept.title')}
              </Place>
            )}
            <Place href="/help" icon={BookOpen}>
              {t('web.help')}
            </Place>
          </nav>
          <Choice
            label={t('settings.language')}
            value={language}
            options={LANGUAGES.map((value) => ({
              value,
              label: SPOKEN[value].name,
              content: <span lang={SPOKEN[value].tag}>{SPOKEN[value].name}</span>,
            }))}
            onChange={(next) => onLook({ language: next })}
            className="!grid grid-cols-2"
          />
          <Choice
            label={t('settings.theme')}
            value={theme}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(next) => onLook({ theme: next })}
            className="!grid grid-cols-2"
          />
          <div className="-mx-2 -mb-2 border-line border-t pt-2">
            <button type="button" disabled={leaving} onClick={onSignOut} className={ROW}>
              <LogOut aria-hidden className="size-4.5" />
              {t('settings.signOut')}
            </button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Place(props: { readonly href: string; readonly icon: LucideIcon; readonly children: string }) {
  const { href, icon: Icon, children } = props
  const here = typeof location !== 'undefined' && location.pathname === href
  return (
    <a href={href} aria-current={here ? 'page' : undefined} className={ROW}>
      <Icon aria-hidden className="size-4.5 shrink-0" />
      {children}
    </a>
  )
}
