import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAppUrl } from '@/main/windows/app-origin'
import { pageFile } from '@/main/windows/page-file'
import { contentSecurityPolicy, withNonce } from '@/main/windows/page-policy'

const ROOT = '/opt/ax/out/renderer'

describe('files of the page', () => {
  test.each([
    ['/', `${ROOT}/index.html`],
    ['/orders/AX-1', `${ROOT}/index.html`],
    ['/assets/index-abc.js', `${ROOT}/assets/index-abc.js`],
    ['/assets/two%20words.svg', `${ROOT}/assets/two words.svg`],
  ])('%s is %s', (pathname, path) => {
    expect(pageFile(ROOT, pathname)?.path).toBe(path)
  })

  test.each([
    '/../main/index.js',
    '/..%2f..%2fetc/passwd.json',
    '/%2e%2e/%2e%2e/secrets.json',
    '/..\\..\\secrets.json',
    '/assets/..%5c..%5cmain%5cindex.js',
    '/c:/windows/win.json',
    '/index.html%00.js',
    '/%E0%A4%A.js',
    '/.env.local',
    '/native.node',
  ])('%s is refused', (pathname) => {
    expect(pageFile(ROOT, pathname)).toBeNull()
  })

  test('no address leads outside the folder', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', 'a', '.js', '%00', '//', '....', '.json')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = pageFile(ROOT, `/${pieces.join('')}`)
        expect(file === null || file.path.startsWith(`${ROOT}/`)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the page and its origin', () => {
  test.each([
    ['app://station/', true],
    ['app://station/orders', true],
    ['app://other/', false],
    ['app://user@station/', false],
    ['https://station/', false],
    ['file:///etc/passwd', false],
    ['about:blank', false],
    ['', false],
    ['not an address', false],
  ])('%s', (url, own) => {
    expect(isAppUrl(url)).toBe(own)
  })

  test('the policy allows no inline or evaluated script and no foreign origin', () => {
    const policy = contentSecurityPolicy('n0nce')
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`script-src 'self';`)
    expect(policy).not.toMatch(/unsafe-|https?:|\*/)
    expect(withNonce('<html><head><title>', 'n0nce')).toContain('<head><meta property="csp-nonce" content="n0nce">')
  })
})
