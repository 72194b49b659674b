import { describe, expect, test } from 'vitest'
import { acceptedLanguage } from '@/cms/app/(web)/person/accepted-language'
import { pageToReturnTo } from '@/cms/app/(web)/station/sign-in/page-to-return-to'
import { readWebSettings } from '@/renderer/hosts/web-settings'

describe('the language a browser asks for', () => {
  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr-FR, ms-MY;q=0.7, en;q=0.5', 'ms'],
    ['en;q=0.1,ta-MY;q=0.9', 'ta'],
    ['de-DE,fr;q=0.9', 'en'],
    ['*', 'en'],
    ['zh;q=0,ms;q=0.2', 'ms'],
    ['zh;q=nonsense,ms', 'ms'],
    ['', 'en'],
    [undefined, 'en'],
  ])('%s is %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language)
  })

  test('a language chosen before wins over it', () => {
    const cookie = encodeURIComponent(JSON.stringify({ language: 'ta' }))
    expect(readWebSettings(cookie, { language: 'zh' }).language).toBe('ta')
    expect(readWebSettings(undefined, { language: 'zh' }).language).toBe('zh')
    expect(readWebSettings('%7Bbroken', { language: 'zh' }).language).toBe('zh')
  })
})

describe('where a sign-in leads', () => {
  test('to the page it was asked from', () => {
    expect(pageToReturnTo('/orders/AX-20260115-0001/progress')).toBe('/orders/AX-20260115-0001/progress')
    expect(pageToReturnTo('/')).toBe('/')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%2Fevil',
    '/./..//evil.example',
    '/a//evil.example',
    '/a/../b',
    '/..',
    `/${'a'.repeat(201)}`,
    'dashboard',
    ['/a'],
    undefined,
  ])('never off this server: %s', (asked) => {
    expect(pageToReturnTo(asked)).toBe('/station')
  })
})
