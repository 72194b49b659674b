import { useTranslation } from 'react-i18next'
import type { StationRole } from '@/lib/domain/roles'
import { Choice } from '@/lib/ui/design/Choice'

export interface RoleChoiceProps {
  readonly roles: readonly StationRole[]
  readonly value: StationRole | null
  readonly onChange: (role: StationRole) => void
}

/** What a screen is for, each with what it is good for. */
export function RoleChoice({ roles, value, onChange }: RoleChoiceProps) {
  const { t } = useTranslation()
  return (
    <Choice
      labelHidden
      label={t('setup.roleTitle')}
      value={value}
      onChange={onChange}
      className="!flex-col"
      optionClassName="!justify-start !text-start py-3.5"
      options={roles.map((role) => ({
        value: role,
        label: t(`role.${role}`),
        content: (
          <span>
            <span className="block font-semibold text-ink text-lg">{t(`role.${role}`)}</span>
            <span className="block font-normal text-ink-soft">{t(`roleHint.${role}`)}</span>
          </span>
        ),
      }))}
    />
  )
}
