import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { SnapshotShelf } from '@/cms/sync/http/snapshot-shelf'

interface Read {
  finish(head?: number): void
  fail(): void
}

/** A shelf whose reads end when the test says so. */
function shelfWithReads() {
  const shelf = new SnapshotShelf()
  const reads: Read[] = []
  const take = (key: string, head: number, text = '') =>
    shelf.take(key, { epoch: 'abcd', head }, () => {
      return new Promise((resolve, reject) => {
        reads.push({
          finish: (at = head) => resolve({ epoch: 'abcd', head: at, text } as never),
          fail: () => reject(new Error('no database')),
        })
      })
    })
  return { reads, take }
}

const headOf = ({ plain }: { plain: Buffer }) => (JSON.parse(plain.toString()) as { head: number }).head
/** Whatever was asked for has come to where it waits. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the shelf of snapshots', () => {
  test('has one read at a time of each kind; who asks for newer meanwhile shares the next', async () => {
    const { reads, take } = shelfWithReads()
    const first = [take('staff', 5), take('staff', 5), take('staff', 4)]
    const later = [take('staff', 6), take('staff', 6), take('staff', 7)]
    const other = take('board', 5)
    await settled()
    expect(reads).toHaveLength(2)
    reads[1]?.finish()
    reads[0]?.finish()
    expect((await Promise.all(first)).map(headOf)).toEqual([5, 5, 5])
    expect(headOf(await other)).toBe(5)
    await settled()
    expect(reads).toHaveLength(3)
    // The database is further than those who asked for 6 knew.
    reads[2]?.finish(7)
    expect((await Promise.all(later)).map(headOf)).toEqual([7, 7, 7])
    expect(reads).toHaveLength(3)
  })

  test('keeps no failure, and lets those who waited try again', async () => {
    const { reads, take } = shelfWithReads()
    const failed = take('staff', 5)
    const waits = take('staff', 6)
    await settled()
    reads[0]?.fail()
    await expect(failed).rejects.toThrow('no database')
    await settled()
    reads[1]?.finish()
    expect(headOf(await waits)).toBe(6)
  })

  test('compresses what it keeps once, and names it by its content', async () => {
    const { reads, take } = shelfWithReads()
    const taking = take('staff', 5)
    await settled()
    reads[0]?.finish()
    const [one, again] = [await taking, await take('staff', 5)]
    expect(again).toBe(one)
    expect(await again.gzipped()).toBe(await one.gzipped())
    expect(gunzipSync(await one.gzipped())).toEqual(one.plain)
    expect(one.etag).toMatch(/^"[\w-]{22}"$/)
  })

  test.each([
    ['in number', 101, ''],
    ['in bytes', 8, 'x'.repeat(8 * 1024 * 1024)],
  ])('is bounded %s: what was asked for longest ago goes', async (_, count, text) => {
    const { reads, take } = shelfWithReads()
    const put = async (key: string) => {
      const before = reads.length
      const taking = take(key, 1, text)
      await settled()
      reads[before]?.finish()
      await taking
      return reads.length > before
    }
    for (let at = 0; at < count - 1; at += 1) await put(`customer:${at}`)
    expect(await put('customer:0')).toBe(false)
    await put('customer:last')
    expect(await put('customer:0')).toBe(false)
    expect(await put('customer:1')).toBe(true)
  })
})
