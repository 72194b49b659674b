import { describe, expect, it } from 'vitest'
import { buildOf, filesOf } from '@/cms/offline/shell-set'

describe('the files a shell needs', () => {
  it('are those it names, for the browser and for React, each once; typefaces are not among them', () => {
    const html = `<link rel="stylesheet" href="/_next/static/css/1a2b.css" nonce="x"/>
      <link rel="preload" href="/_next/static/media/inter.woff2" as="font"/>
      <script src="/_next/static/chunks/main-app-77.js" nonce="x"></script>
      <script nonce="x">self.__next_f.push([1,"3:I[1,[\\"99\\",\\"static/chunks/99-aa.js\\",\\"7\\",\\"static/chunks/app/(web)/station/shell/page-01.js\\"],\\"x\\"]"])</script>
      <script nonce="x">self.__next_f.push([1,"4:I[2,[\\"/_next/static/chunks/0~b.q.js\\",\\"/_next/static/chunks/main-app-77.js\\"]"])</script>`
    expect(filesOf(html)).toEqual([
      '/_next/static/css/1a2b.css',
      '/_next/static/chunks/main-app-77.js',
      '/_next/static/chunks/99-aa.js',
      '/_next/static/chunks/app/(web)/station/shell/page-01.js',
      '/_next/static/chunks/0~b.q.js',
    ])
  })

  it('are of the build that the page says, and of no page that says none', () => {
    expect(buildOf('<meta name="ax-build" content="XWhKCNjLVo_ejAXIKO8BK"/>')).toBe('XWhKCNjLVo_ejAXIKO8BK')
    expect(buildOf('<meta name="robots" content="noindex"/>')).toBeNull()
    expect(buildOf('<meta name="ax-build" content=""/>')).toBeNull()
  })
})
