import vm from 'node:vm'
import { expect, test } from 'vitest'
import { withEagerModules } from '@/scripts/setup/eager-modules.mjs'

const WEBPACK =
  '"use strict";(self.pages=self.pages||[]).push([[7],{1:(e,t,n)=>{e.exports=n(2)+"🧼"},2:function(e){e.exports="soap "},3(e){e.exports=4}}]);'
const TURBOPACK =
  '(globalThis.PAGES||(globalThis.PAGES=[])).push(["object"==typeof document?document:void 0,11,e=>{e.v(1)},12,(e,t)=>{t.a=()=>2}]);'

test.each([
  [
    'webpack',
    WEBPACK,
    '"use strict";(self.pages=self.pages||[]).push([[7],{1:((e,t,n)=>{e.exports=n(2)+"🧼"}),2:(function(e){e.exports="soap "}),3(e){e.exports=4}}]);',
  ],
  [
    'Turbopack',
    TURBOPACK,
    '(globalThis.PAGES||(globalThis.PAGES=[])).push(["object"==typeof document?document:void 0,11,(e=>{e.v(1)}),12,((e,t)=>{t.a=()=>2})]);',
  ],
])('modules of %s stand in parentheses, and what is in them as it stood', (_, chunk, eager) => {
  expect(withEagerModules(chunk)).toBe(eager)
  expect(() => new vm.Script(eager)).not.toThrow()
  // Once is enough.
  expect(withEagerModules(eager)).toBe(eager)
})

test.each(['(()=>{"use strict";var e={1:e=>{}};e[1]()})();', 'list.push(e=>e);', 'self.pages.push([[7],{}]);', ''])(
  'what is no chunk of modules stays as it is: %s',
  (script) => {
    expect(withEagerModules(script)).toBe(script)
  },
)
