import { expect, test } from 'vitest'
import { Approach, MOST_OFFERS, offerFor } from '@/lib/pake/code-proof'
import { Exchange, generatorOf, keyOf } from '@/lib/pake/cpace'

const hex = (text: string) => Buffer.from(text, 'hex')

/** Appendix B.3 of draft-irtf-cfrg-cpace. */
const AGREED = {
  password: Buffer.from('Password'),
  channel: hex('0b415f696e69746961746f720b425f726573706f6e646572'),
  session: hex('7e4b4791d6a8ef019b936c79fb7f2c57'),
}
const YA = 'd6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b9157'
const YB = '3ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f7258'
const K = '80b69a8a76457ab6a4d7f887a4bf6b55a2f80ac19c333f917a05fc9887c8b40f'

test('the exchange is the draft’s, to the byte', () => {
  expect(Buffer.from(generatorOf(AGREED).toBytes()).toString('hex')).toBe(
    '222b6b195fe84b1652badb6f6a3ae3d24341e7306967f0b8115b40d5698c7e56',
  )
  const a = new Exchange(AGREED, hex('da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08'))
  const b = new Exchange(AGREED, hex('d2316b454718c35362d83d69df6320f38578ed5984651435e2949762d900b80d'))
  expect(a.share.toString('hex')).toBe(YA)
  expect(b.share.toString('hex')).toBe(YB)
  expect(a.meet(b.share)?.toString('hex')).toBe(K)
  expect(b.meet(a.share)?.toString('hex')).toBe(K)
  const side = (share: string, name: string) => ({ share: hex(share), name: Buffer.from(name) })
  expect(keyOf(AGREED.session, hex(K), side(YA, 'ADa'), side(YB, 'ADb')).toString('hex')).toBe(
    'b69effbf61b51d56401c0f65601abe428de8206feaaf0e32198896dcae7b35cd2b38950a39dfd5d4a79164614c2984f7daa460b588c1e80c3fa2068af7900447',
  )
})

test('a share that is none, or that leads nowhere, is refused', () => {
  const side = new Exchange(AGREED)
  for (const share of ['', '00'.repeat(32), 'ff'.repeat(32), '2b3c6d', YA.slice(2)]) {
    expect(side.meet(hex(share))).toBeNull()
  }
})

/** What a new machine and a server come to that think these of each other. */
function meeting(typed: string, seen: string, codes: readonly string[], own: string) {
  const approach = new Approach(typed, seen)
  const made = codes.map((code) => offerFor(code, own, approach.opening))
  const proof = approach.answer(made.flatMap((each) => (each ? [each.offer] : [])))
  return { proof, accepted: made.map((each) => proof !== null && each?.accepts(proof)) }
}

test('both sides prove themselves to each other with the same digits over the same certificate', () => {
  expect(meeting('123456', 'mine', ['000000', '123456'], 'mine')).toMatchObject({ accepted: [false, true] })
})

test('neither other digits nor another certificate in between prove anything', () => {
  expect(meeting('123456', 'mine', ['123457'], 'mine').proof).toBeNull()
  expect(meeting('123456', 'the one in between', ['123456'], 'mine').proof).toBeNull()
})

test('a server that is none has no more guesses than a server may have codes', () => {
  const guesses = Array.from({ length: MOST_OFFERS }, (_, guess) => String(guess).padStart(6, '0'))
  expect(meeting('123456', 'mine', [...guesses, '123456'], 'mine').proof).toBeNull()
})

test('what the new machine sent, sent back to it, proves nothing', () => {
  const approach = new Approach('123456', 'mine')
  const made = offerFor('123456', 'mine', approach.opening)
  const proof = made && approach.answer([made.offer])
  expect(approach.answer([{ share: approach.opening.share, proof: proof ?? '' }])).toBeNull()
  expect(made?.accepts(made.offer.proof)).toBe(false)
  expect(made?.accepts('')).toBe(false)
  expect(offerFor('123456', 'mine', { ...approach.opening, share: 'AAAA' })).toBeNull()
})
