import { describe, expect, test } from 'vitest'
import { inPanelLanguages } from '@/cms/admin/words/texts'
import { AUDIT_KINDS } from '@/cms/audit/kinds'
import { sayAudit, sayAuditKind } from '@/cms/audit/say'
import { LANGUAGES } from '@/lib/domain/languages'

describe('an entry of the audit trail', () => {
  test.each([
    ['by password', 'dengan kata laluan', '用密码', 'கடவுச்சொல்லால்'],
    [
      'role: staff, has left: no',
      'peranan: staf, sudah berhenti: tidak',
      '角色: 员工, 已离职: 否',
      'பங்கு: ஊழியர், விலகிவிட்டார்: இல்லை',
    ],
    // A name that another one ends with, and commas of its own.
    [
      'tax, percent: 8, tax number: W10',
      'cukai, peratus: 8, nombor cukai: W10',
      '税率，百分比: 8, 税务登记号: W10',
      'வரி, சதவீதம்: 8, வரி எண்: W10',
    ],
    [
      'money back, asked by Ravi',
      'pulangan wang, diminta oleh: Ravi',
      '退款, 申请人: Ravi',
      'பணம் திருப்புதல், கேட்டவர்: Ravi',
    ],
    ['Station lane', 'Stesen lane', '工作站 lane', 'நிலையம் lane'],
    [
      'Sedan: 15.00, MPV / van: 20.00',
      'Sedan: 15.00, MPV / van: 20.00',
      '轿车: 15.00, MPV／面包车: 20.00',
      'செடான்: 15.00, MPV / வேன்: 20.00',
    ],
  ])('%s', (english, ...others) => {
    expect(sayAudit(english, 'en')).toBe(english)
    expect((['ms', 'zh', 'ta'] as const).map((language) => sayAudit(english, language))).toEqual(others)
  })

  test('of another time, or with what somebody has typed, is read as it is kept', () => {
    for (const text of ['MYR 15.00', 'AX-20260115-0001', 'siti@example.test', 'fee of the moon: 7', '', '–'])
      expect(sayAudit(text, 'ta')).toBe(text)
    // A car wash may be called as a word of ours.
    expect(sayAudit('name: staff, message on the board: no, opens at: no', 'ms')).toBe(
      'nama: staff, mesej di papan: no, dibuka pada: tidak',
    )
  })

  test('has a kind in every language', () => {
    for (const kind of AUDIT_KINDS) {
      const english = sayAuditKind(kind, 'en')
      expect(inPanelLanguages(english).ta, kind).not.toBe(english)
      const said = LANGUAGES.map((language) => sayAuditKind(kind, language))
      expect(new Set(said).size, `${said}`).toBe(LANGUAGES.length)
    }
  })
})
