import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/prepare.mjs'

export const SIZES = {
  '1920x1080': { width: 1920, height: 1080, touch: true },
  '1366x768': { width: 1366, height: 768, touch: false },
  '390x844': { width: 390, height: 844, touch: true },
}

export const LANGUAGES = ['en', 'zh']
export const THEMES = ['light', 'dark']

/** Finds things by their text in the picture's language: `words('bay.skip')`. */
function wordsOf(language) {
  const texts = JSON.parse(readFileSync(join(root, `lib/ui/i18n/${language}.json`), 'utf8'))
  return (key) => key.split('.').reduce((group, part) => group[part], texts)
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click()

async function unlock(page, words) {
  await press(page, words('app.settings'))
  for (const digit of '2468') await press(page, digit)
  await press(page, words('pin.ok'))
}

async function openTab(page, words, tab, title = `settings.${tab}`) {
  await unlock(page, words)
  await page.getByRole('tab', { name: words(title), exact: true }).click()
}

/** The banner comes when its cause has lasted. */
const banner = (page, words) => page.getByText(words('offline.title.server_unreachable')).waitFor()

/** Every screen, and how to get there from the fixture site. */
/** Somebody who needs approval is about to call an order off. */
async function callOff(page, words) {
  await page.getByRole('dialog').getByText('Ravi').click()
  await page.getByText('BQS 77').first().click()
  await press(page, words('order.cancelOrder'))
}

const SCREENS = {
  cashier: { query: { role: 'cashier' } },
  'cashier-many': { query: { role: 'cashier', orders: '200' } },
  'cashier-stale': { query: { role: 'cashier', state: 'stale' }, act: banner },
  'cashier-empty': { query: { role: 'cashier', empty: '1' } },
  'cashier-search': {
    query: { role: 'cashier' },
    act: (page) => page.getByRole('searchbox').fill('WC'),
  },
  'new-order': {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await press(page, words('cashier.newOrder'))
      await page.getByRole('dialog').getByRole('textbox').first().fill('VEH 4821')
      await page.getByText('Premium Wash & Vacuum').last().click()
    },
  },
  'new-order-qr': {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await press(page, words('cashier.newOrder'))
      await page.getByRole('dialog').getByRole('textbox').first().fill('VEH 4821')
      await page.getByText('Basic Wash').last().click()
      await page.getByRole('dialog').getByRole('button').last().click()
      await page.getByRole('img').last().waitFor()
    },
  },
  shift: {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await press(page, words('shift.title').replace('{number}', '12'))
      await page.getByRole('dialog').getByRole('textbox').first().fill('512.30')
    },
  },
  discount: {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await page.getByText('BQS 77').first().click()
      await press(page, words('order.discountAsk'))
      await page.getByLabel(words('order.discountAmount')).fill('4')
      await page.getByLabel(words('order.discountWhy'), { exact: true }).fill('Rain began')
    },
  },
  refund: {
    query: { role: 'cashier', handed: '1' },
    act: async (page, words) => {
      await press(page, words('attention.open').replace('{count}', '2'))
      await page
        .getByRole('button', { name: words('newOrder.openOrder') })
        .last()
        .click()
      const [before, after] = words('order.giveBackNow').split('{amount}')
      await page
        .getByRole('button', { name: new RegExp(`^${before}.+${after}$`) })
        .first()
        .click()
      await page.getByLabel(words('order.refundAmount')).fill('4.53')
    },
  },
  'shift-closed': {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await press(page, words('shift.title').replace('{number}', '12'))
      await page.getByRole('dialog').getByRole('textbox').first().fill('512.30')
      await page.getByRole('dialog').getByRole('button').last().click()
      await page.getByText(words('shift.notYet')).waitFor()
    },
  },
  order: {
    query: { role: 'cashier' },
    act: async (page) => {
      await page.getByText('BQS 77').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'order-change': {
    query: { role: 'cashier' },
    act: async (page, words) => {
      await page.getByText('BQS 77').first().click()
      await press(page, words('order.changeAsk'))
      await page.getByRole('dialog').last().getByText('Hand Wax').click()
    },
  },
  // The bays stand above the desk's columns, for which a telephone is too narrow.
  'bay-free': {
    sizes: ['1920x1080', '1366x768'],
    query: { role: 'cashier' },
    act: async (page, words) => {
      await page.getByText(words('bayStrip.sendCar')).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  bay: { query: { role: 'bay', bay: 'bay-1' } },
  'bay-move': { query: { role: 'bay', bay: 'bay-1' }, act: (page, words) => press(page, words('bay.moveShort')) },
  'bay-late': { query: { role: 'bay', bay: 'bay-2' } },
  'bay-contrast': { query: { role: 'bay', bay: 'bay-2', theme: 'contrast' }, themes: ['dark'] },
  'bay-skip': { query: { role: 'bay', bay: 'bay-1' }, act: (page, words) => press(page, words('bay.skip')) },
  'bay-undo': { query: { role: 'bay', bay: 'bay-1' }, act: (page, words) => press(page, words('bay.done')) },
  'bay-ready': { query: { role: 'bay', bay: 'bay-3' } },
  'bay-idle': { query: { role: 'bay', bay: 'bay-4' } },
  'bay-empty': { query: { role: 'bay', bay: 'bay-4', queue: 'empty' } },
  'bay-out': { query: { role: 'bay', bay: 'bay-6' } },
  'bay-stale': { query: { role: 'bay', bay: 'bay-1', state: 'stale' }, act: banner },
  who: { query: { role: 'cashier', who: '5' }, act: (page) => page.getByRole('dialog').waitFor() },
  'who-pin': { query: { role: 'bay', who: '5' }, act: (page) => page.getByRole('dialog').getByText('Siti').click() },
  'who-known': {
    query: { role: 'cashier', who: '5' },
    act: (page) => page.getByRole('dialog').getByText('Ravi').click(),
  },
  'who-washer': {
    query: { role: 'cashier', who: '5' },
    act: async (page) => {
      await page.getByRole('dialog').getByText('Ravi').click()
      await page.getByText('BQS 77').first().click()
    },
  },
  'approval-wanted': { query: { role: 'cashier', who: '5' }, act: callOff },
  approval: {
    query: { role: 'cashier', who: '5' },
    act: async (page, words) => {
      await callOff(page, words)
      await press(page, words('order.cancelConfirm'))
    },
  },
  'approval-pin': {
    query: { role: 'cashier', who: '5' },
    act: async (page, words) => {
      await callOff(page, words)
      await press(page, words('order.cancelConfirm'))
      await page.getByRole('dialog').getByText('Siti').click()
    },
  },
  board: { query: { role: 'board' } },
  'board-many': { query: { role: 'board', orders: '200' } },
  'board-empty': { query: { role: 'board', queue: 'empty' } },
  'first-run': { query: { first: '1' } },
  'first-run-server': { query: { first: '1' }, act: (page, words) => press(page, words('app.next')) },
  'first-run-choice': {
    query: { first: '1' },
    act: async (page, words) => {
      await press(page, words('app.next'))
      await page.getByText(words('setup.client')).first().click()
      await page.getByLabel(words('setup.address'), { exact: true }).fill('https://192.168.1.10:3710')
      await page.getByLabel(words('setup.code'), { exact: true }).fill('111111')
      await press(page, words('setup.pair'))
      await page.getByText(words('setup.codeTaken')).waitFor()
      await press(page, words('app.next'))
      await page.getByText(words('roleHint.bay')).click()
    },
  },
  pin: { query: { role: 'cashier', desktop: '1' }, act: (page, words) => press(page, words('app.settings')) },
  settings: { query: { role: 'cashier', desktop: '1' }, act: unlock },
  'settings-machine': {
    query: { role: 'cashier', desktop: '1' },
    act: (page, words) => openTab(page, words, 'machine'),
  },
  'settings-printer': {
    query: { role: 'cashier', desktop: '1', printer: '1', stuck: '1' },
    act: (page, words) => openTab(page, words, 'printer', 'printer.title'),
  },
  'printer-stuck': {
    query: { role: 'cashier', desktop: '1', printer: '1', stuck: '1' },
    act: (page, words) => press(page, words('printer.stuck_other').replace('{count}', '4')),
  },
  'settings-data': { query: { role: 'cashier', desktop: '1' }, act: (page, words) => openTab(page, words, 'data') },
  'settings-about': { query: { role: 'cashier', desktop: '1' }, act: (page, words) => openTab(page, words, 'about') },
  'settings-about-refused': {
    query: { role: 'cashier', desktop: '1', update: '{"status":"idle","version":null,"error":"update_damaged"}' },
    act: (page, words) => openTab(page, words, 'about'),
  },
  'settings-about-not-reached': {
    query: { role: 'cashier', desktop: '1', update: '{"needsPerson":true,"error":"update_not_reached"}' },
    act: (page, words) => openTab(page, words, 'about'),
  },
  'sign-in': { hash: '#/sign-in' },
  loading: { hash: '#/loading' },
  error: { hash: '#/error' },
  gallery: { hash: '#/gallery', whole: true },
}

/** Screen x size x theme x language: where each is, and what is done there before the picture is taken. */
export function* wantedShots() {
  for (const [screen, { query = {}, hash = '', act, whole = false, themes = THEMES, sizes }] of Object.entries(
    SCREENS,
  )) {
    for (const [size, view] of Object.entries(SIZES)) {
      if (sizes && !sizes.includes(size)) continue
      for (const theme of themes) {
        for (const language of LANGUAGES) {
          const words = wordsOf(language)
          yield {
            name: `${screen}-${size}-${theme}-${language}`,
            view,
            whole,
            address: (moment) => `?${new URLSearchParams({ theme, lang: language, now: moment, ...query })}${hash}`,
            act: (page) => act?.(page, words),
          }
        }
      }
    }
  }
}
