// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { afterEach, expect, test } from 'vitest'
import type { Language, SiteNames, StageWord } from '@/lib/domain'
import { nameIn } from '@/lib/ui/words/names'
import { Shell } from '@/renderer/app/Shell'
import { SiteWords } from '@/renderer/app/SiteWords'
import { SettingsContext } from '@/renderer/host'

afterEach(cleanup)

const WORDS: readonly StageWord[] = [{ stage: 'billed', language: 'zh', word: '待收款' }]
const NAMES: SiteNames = { 'Basic Wash': { zh: '基本清洗', en: 'Basic Wash' }, Cuci: { en: 'Wash' } }

let drawn = 0
const Card = memo(function Card({ service }: { readonly service: string }) {
  const { t } = useTranslation()
  drawn += 1
  return (
    <p>
      {t('stage.billed')}: {nameIn(t, service)}
    </p>
  )
})

function Site({ language, words, names }: { language: Language; words?: readonly StageWord[]; names?: SiteNames }) {
  const access = { settings: { language, theme: 'light', role: 'cashier' }, change: async () => {} }
  return (
    <SettingsContext value={access as never}>
      <Shell language={language} theme="light" screen="cashier">
        <SiteWords words={words} names={names}>
          <Card service={language === 'en' ? 'Cuci' : 'Basic Wash'} />
        </SiteWords>
      </Shell>
    </SettingsContext>
  )
}

test.each([
  ['ms', WORDS, NAMES, 'Basic Wash'],
  ['zh', WORDS, NAMES, '待收款: 基本清洗'],
  ['en', WORDS, NAMES, 'Wash'],
] as const)('in %s the site is said as it says itself', (language, words, names, said) => {
  const { rerender } = render(<Site language={language} />)
  rerender(<Site language={language} words={words} names={names} />)
  expect(screen.getByText(said, { exact: false })).toBeDefined()
})

test.each([
  ['ms', WORDS, NAMES],
  ['en', WORDS, { 'Basic Wash': { zh: '基本清洗', en: 'Basic Wash' } }],
  ['zh', [{ stage: 'billed', language: 'zh', word: ' ' }], {}],
] as const)('in %s nothing is drawn again for words that change nothing', (language, words, names) => {
  drawn = 0
  const { rerender } = render(<Site language={language} />)
  const before = drawn
  rerender(<Site language={language} words={words} names={names} />)
  expect(drawn).toBe(before)
})
