import { expect, test } from 'vitest'
import { STARTER_SERVICES } from '@/cms/seed/catalog'
import { siteNamesOf } from '@/lib/domain'
import { LANGUAGES } from '@/lib/domain/languages'

test('what a new site offers is called something in every language', () => {
  const names = siteNamesOf(STARTER_SERVICES)
  const all = STARTER_SERVICES.flatMap((service) => [service, ...service.steps, ...service.options])
  const others = LANGUAGES.filter((language) => language !== 'en')
  const missing = all.flatMap(({ name }) =>
    others.filter((language) => !names[name]?.[language]).map((language) => `${name}: ${language}`),
  )
  expect(missing).toEqual([])
})
