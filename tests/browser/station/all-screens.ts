import type { Page } from '@playwright/test'
import type { Language } from '@/lib/domain/languages'
import { TEXTS } from '@/lib/ui/i18n/texts'

type Texts = { readonly [name: string]: string | Texts }

/** Says a text as the page does, so that a test finds its way in any language. */
export type Say = (key: string, words?: Readonly<Record<string, string>>) => string

export function sayIn(language: Language): Say {
  return (key, words = {}) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>((tree, name) => (tree as Texts)?.[name], TEXTS[language])
    if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`)
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
  }
}

interface Screen {
  /** The page's query; see renderer/dev/main.tsx. */
  readonly query: string
  /** Its page outside of a station. */
  readonly page?: string
  /** Goes on from the first page to what is meant. */
  readonly reach?: (page: Page, say: Say) => Promise<unknown>
  /** It goes by itself after a few seconds. */
  readonly fleeting?: true
}

/** A click returns before what it opens is there, and an empty screen has no fault. */
const shown = (page: Page, role: 'dialog' | 'menu' = 'dialog') => page.getByRole(role).last().waitFor()

const openOrder = (stage: string) => async (page: Page, say: Say) => {
  await page
    .getByRole('region', { name: say(`stage.${stage}`) })
    .locator('[data-order]')
    .first()
    .click()
  await shown(page)
}

async function newOrder(page: Page, say: Say): Promise<void> {
  await page
    .getByRole('button', { name: say('cashier.newOrder') })
    .first()
    .click()
  await shown(page)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** Presses a button that opens a dialog. */
async function ask(page: Page, name: string): Promise<void> {
  await press(page, name)
  await shown(page)
}

async function closeShift(page: Page, say: Say): Promise<void> {
  await ask(page, say('shift.title', { number: '12' }))
  await page.getByLabel(say('shift.counted'), { exact: true }).fill('512.30')
  await page.getByRole('dialog').locator('footer').getByRole('button').last().click()
  await page.getByText(say('shift.notYet')).waitFor()
}

/** The menu of the first car that waits. */
async function queueMenu(page: Page): Promise<void> {
  await page.locator('[data-column] button[aria-haspopup]').first().click()
  await shown(page, 'menu')
}

/** The name of the search contains that of the plate in some languages. */
const typePlate = (page: Page, say: Say) => page.getByLabel(say('newOrder.plate'), { exact: true }).fill('WXY 77')

async function settings(page: Page, say: Say): Promise<void> {
  await press(page, say('app.settings'))
  await page.getByRole('button', { name: '1', exact: true }).focus()
  await page.keyboard.type('2468')
  await press(page, say('pin.ok'))
}

const settingsTab = (tab: string) => async (page: Page, say: Say) => {
  await settings(page, say)
  await page.getByRole('tab', { name: say(tab), exact: true }).click()
}

/** So many answers are accepted as they are proposed. */
const firstRun = (steps: number) => async (page: Page, say: Say) => {
  for (let step = 0; step < steps; step += 1) await press(page, say('app.next'))
}

/** Comes to the choice by a code that leaves open what the machine is for; the fixture's bridge says what each code is. */
const openCode = (code: string) => async (page: Page, say: Say) => {
  await firstRun(1)(page, say)
  await page.getByText(say('setup.client')).first().click()
  await page.getByLabel(say('setup.address'), { exact: true }).fill('https://192.168.1.10:3710')
  await page.getByLabel(say('setup.code'), { exact: true }).fill(code)
  await press(page, say('setup.pair'))
  await page.getByText(say('setup.codeTaken')).waitFor()
  await press(page, say('app.next'))
}

const openBay = async (page: Page, say: Say) => {
  await openCode('111111')(page, say)
  await page.getByText(say('roleHint.bay')).click()
  await page.getByText(say('setup.bayTaken', { stations: 'bay-1' })).waitFor()
}

const DESK = '?role=cashier'
/** Under what opens over it the desk has a car of each kind: with all its cars it is a screen of its own, and costs as much again. */
const BENEATH = `${DESK}&orders=6`

/** Every screen, panel and dialog a person can come to. */
export const ALL_SCREENS: Readonly<Record<string, Screen>> = {
  cashier: { query: DESK },
  'cashier offline': {
    query: `${DESK}&state=stale`,
    reach: (page, say) => page.getByText(say('offline.title.server_unreachable')).waitFor(),
  },
  'refused actions': {
    query: `${BENEATH}&state=stale&refused`,
    reach: async (page, say) => {
      await ask(page, say('attention.open', { count: '3' }))
      await press(page, say('attention.discard'))
    },
  },
  'an order taken back': {
    query: `${BENEATH}&state=stale&taken`,
    reach: async (page, say) => {
      await ask(page, say('fresh.pending_other', { count: '3' }))
      const row = page.getByRole('dialog').getByRole('listitem').first()
      await row.getByRole('button', { name: say('app.undo') }).click()
      await page.getByRole('dialog').getByRole('group').waitFor()
    },
  },
  'handed to the desk': {
    query: `${BENEATH}&handed`,
    reach: (page, say) => ask(page, say('attention.open', { count: '2' })),
  },
  'order paid twice': {
    query: `${BENEATH}&handed`,
    reach: async (page, say) => {
      await ask(page, say('attention.open', { count: '2' }))
      await page
        .getByRole('button', { name: say('newOrder.openOrder') })
        .last()
        .click()
      const [before, after] = say('order.giveBackNow').split('{amount}')
      const giveBack = new RegExp(`^${before}.+${after}$`)
      await page.getByRole('dialog').last().getByRole('button', { name: giveBack }).first().click()
      await page.getByRole('textbox', { name: say('order.refundReason') }).waitFor()
    },
  },
  'another amount': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('billed')(page, say)
      await ask(page, say('order.otherAmount'))
      await page.getByLabel(say('order.given')).fill('50')
    },
  },
  'refused at a bay': {
    query: '?role=bay&state=stale&refused',
    reach: (page, say) => ask(page, say('attention.open', { count: '3' })),
  },
  'cashier without orders': { query: `${DESK}&empty` },
  'search that finds nothing': {
    query: BENEATH,
    reach: async (page, say) => {
      await page.getByRole('searchbox', { name: say('cashier.search') }).fill('QAB 9999 C')
      await page.getByRole('button', { name: say('cashier.newOrderFor', { plate: 'QAB 9999 C' }) }).waitFor()
    },
  },
  'drawer to count': { query: BENEATH, reach: (page, say) => ask(page, say('shift.title', { number: '12' })) },
  'shift closed': { query: BENEATH, reach: closeShift },
  'shift to open': {
    query: BENEATH,
    reach: async (page, say) => {
      await closeShift(page, say)
      await press(page, say('shift.next'))
      await page.getByLabel(say('shift.float'), { exact: true }).waitFor()
    },
  },
  'order to pay': { query: BENEATH, reach: openOrder('billed') },
  'discount to give': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('billed')(page, say)
      await press(page, say('order.discountAsk'))
      await page.getByLabel(say('order.discountAmount'), { exact: true }).fill('999')
    },
  },
  'order to change': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('billed')(page, say)
      await ask(page, say('order.changeAsk'))
      await page.getByRole('checkbox', { name: /Hand Wax/ }).focus()
      await page.keyboard.press('Space')
    },
  },
  'receipt of an order': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('paid')(page, say)
      await ask(page, say('receipt.show'))
    },
  },
  'job card of an order': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('open')(page, say)
      await ask(page, say('receipt.showJobCard'))
    },
  },
  'order paid': { query: BENEATH, reach: openOrder('paid') },
  'order being washed': { query: BENEATH, reach: openOrder('in_progress') },
  'QR panel': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('open')(page, say)
      await press(page, say('order.showQr'))
      await page.getByRole('dialog').getByRole('img').first().waitFor()
    },
  },
  'cancel dialog': {
    query: BENEATH,
    reach: async (page, say) => {
      await openOrder('open')(page, say)
      await ask(page, say('order.cancelOrder'))
    },
  },
  'new order': { query: BENEATH, reach: newOrder },
  'new order, something missing': {
    query: BENEATH,
    reach: async (page, say) => {
      await newOrder(page, say)
      await typePlate(page, say)
      await press(page, say('newOrder.create'))
    },
  },
  'new order made': {
    query: BENEATH,
    reach: async (page, say) => {
      await newOrder(page, say)
      await typePlate(page, say)
      await page.getByRole('checkbox', { name: /Basic Wash/ }).focus()
      await page.keyboard.press('Space')
      await press(page, say('newOrder.createFor', { amount: 'RM\u00a025.00' }))
      await page.getByRole('dialog').getByRole('img').waitFor()
    },
  },
  'price list missing': { query: `${BENEATH}&nocatalogue`, reach: newOrder },
  'queue menu': { query: BENEATH, reach: queueMenu },
  'bay chooser': {
    query: BENEATH,
    reach: async (page, say) => {
      await queueMenu(page)
      await page.getByRole('menuitem', { name: say('queuePanel.toBayShort') }).click()
      await shown(page)
    },
  },
  'car chooser': {
    query: BENEATH,
    reach: async (page, say) => {
      await page
        .getByRole('button', { name: say('bayStrip.sendCar') })
        .first()
        .click()
      await shown(page)
    },
  },
  'move dialog': {
    query: '?role=bay&bay=bay-1',
    reach: (page, say) => ask(page, say('bay.moveShort')),
  },
  'bay with a job': { query: '?role=bay&bay=bay-1' },
  'bay, undo offered': {
    query: '?role=bay&bay=bay-1',
    reach: (page, say) => press(page, say('bay.done')),
    fleeting: true,
  },
  'skip dialog': { query: '?role=bay&bay=bay-1', reach: (page, say) => ask(page, say('bay.skip')) },
  'who is it': { query: `${BENEATH}&who&state=stale`, reach: (page) => shown(page) },
  'who is it, PIN': {
    query: '?role=bay&bay=bay-1&who',
    reach: (page) => page.getByRole('dialog').getByRole('button', { name: /^Siti/ }).click(),
  },
  'who approves it': {
    query: `${BENEATH}&who`,
    reach: async (page, say) => {
      await page.getByRole('dialog').getByRole('button', { name: /^Ravi/ }).click()
      await page.getByText('BQS 77').first().click()
      await press(page, say('order.cancelOrder'))
      await press(page, say('order.cancelConfirm'))
      await page.getByRole('dialog').getByText('Siti').waitFor()
    },
  },
  'bay idle': { query: '?role=bay&bay=bay-4' },
  'bay out of service': { query: '?role=bay&bay=bay-6' },
  'bay status dialog': {
    query: '?role=bay&bay=bay-6',
    reach: (page, say) => ask(page, `${say('bay.status')}: ${say('bayStatus.out_of_service')}`),
  },
  'bay unknown': { query: '?role=bay&bay=none' },
  board: { query: '?role=board' },
  'board offline': { query: '?role=board&state=stale' },
  'first run, language': { query: '?first' },
  'first run, server': { query: '?first', reach: firstRun(1) },
  'first run, server elsewhere': {
    query: '?first',
    reach: async (page, say) => {
      await firstRun(1)(page, say)
      await page.getByText(say('setup.client')).first().click()
    },
  },
  'first run, role': { query: '?first&role=bay', reach: firstRun(2) },
  'first run, choice at the machine': { query: '?first', reach: openBay },
  'first run, chosen at the machine': {
    query: '?first',
    reach: async (page, say) => {
      await openBay(page, say)
      await page.getByText('Bay 2', { exact: true }).click()
      await press(page, say('app.next'))
      await page.getByText(say('setup.paired', { name: 'bay-2' })).waitFor()
    },
  },
  'first run, choice too late': {
    query: '?first',
    reach: async (page, say) => {
      await openCode('222222')(page, say)
      await page.getByRole('alert').waitFor()
    },
  },
  'first run, PIN': { query: '?first', reach: firstRun(3) },
  'PIN gate': {
    query: `${BENEATH}&desktop`,
    reach: async (page, say) => {
      await press(page, say('app.settings'))
      await page.getByRole('button', { name: '1', exact: true }).waitFor()
    },
  },
  'settings, station': { query: '?role=bay&desktop', reach: settings },
  'settings, look': { query: `${BENEATH}&desktop`, reach: settingsTab('settings.look') },
  'settings, machine': { query: `${BENEATH}&desktop`, reach: settingsTab('settings.machine') },
  'settings, printer': { query: `${BENEATH}&desktop&printer&stuck`, reach: settingsTab('printer.title') },
  'papers that are stuck': {
    query: `${BENEATH}&desktop&printer&stuck`,
    reach: (page, say) => ask(page, say('printer.stuck_other', { count: '4' })),
  },
  'settings, data': { query: `${BENEATH}&desktop`, reach: settingsTab('settings.data') },
  'settings, about': { query: `${BENEATH}&desktop`, reach: settingsTab('settings.about') },
  'settings, about, with an update that was refused': {
    query: `${BENEATH}&desktop&update=${encodeURIComponent('{"status":"idle","version":null,"error":"update_damaged"}')}`,
    reach: settingsTab('settings.about'),
  },
  'settings, about, with an update that closing did not get to': {
    query: `${BENEATH}&desktop&update=${encodeURIComponent('{"needsPerson":true,"error":"update_not_reached"}')}`,
    reach: settingsTab('settings.about'),
  },
  'settings, connection': { query: `${BENEATH}&desktop`, reach: settingsTab('connection.title') },
  'sign-in': { query: '?', page: '#/sign-in' },
  'station that cannot be opened': { query: '?', page: '#/error' },
}
