import type { CollectionBeforeChangeHook, CollectionConfig } from 'payload'
import { STAGES } from '@/lib/domain/documents'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { FEWEST_VISITS, MOST_VISITS } from '@/lib/domain/rules/free-wash'
import { MOST_LOCK_MINUTES, USUAL_BOARD, USUAL_DISCOUNT_LIMITS, USUAL_PROMISE_MINUTES } from '@/lib/domain/site'
import { phoneSchema } from '@/lib/domain/values'
import { accessOf } from '../../access/scope'
import { sayInPanel } from '../../admin/words/texts'
import { auditTenants } from '../../audit/watch'
import { ensureLogHead } from '../../sync/log/heads'
import { type Asked, checkWithin, choiceField, slugField, taxPercentField } from '../fields'
import { takeTurn } from '../take-turn'
import { ensureQueues } from './ensure-queues'

/** People write numbers with spaces, hyphens and brackets; what is kept can be dialled. */
const plainNumber = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/[\s().-]/g, '') || null : value

const checkCurrency = (value: unknown, { req }: Asked): true | string =>
  /^[A-Z]{3}$/.test(String(value)) || sayInPanel(req.i18n.language, 'Use the three capital letters, such as MYR.')

const checkPhone = (value: unknown, { req }: Asked): true | string =>
  value === null ||
  value === undefined ||
  value === '' ||
  phoneSchema.safeParse(plainNumber(value)).success ||
  sayInPanel(req.i18n.language, 'Begin with + and the country code, such as +60 12-345 6789.')

const checkTimeZone = (value: unknown, { req }: Asked): true | string => {
  if (!value) return true
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: String(value) })) || true
  } catch {
    return sayInPanel(req.i18n.language, 'Use an IANA name, such as Asia/Kuala_Lumpur.')
  }
}

const checkPercent = (value: unknown, { req }: Asked): true | string =>
  value === null ||
  value === undefined ||
  (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100) ||
  sayInPanel(req.i18n.language, 'Enter a whole number from 0 to 100.')

const checkMinutes = (value: unknown, { req }: Asked): true | string =>
  value === null ||
  value === undefined ||
  (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_LOCK_MINUTES) ||
  sayInPanel(req.i18n.language, 'Enter a whole number of minutes, at most {most}.', { most: MOST_LOCK_MINUTES })

const checkFreeWash = (value: unknown, { req }: Asked): true | string =>
  !value || checkWithin(FEWEST_VISITS, MOST_VISITS)(value, { req })

const checkWallTime = (value: unknown, { req }: Asked): true | string =>
  !value ||
  /^([01]\d|2[0-3]):[0-5]\d$/.test(String(value)) ||
  sayInPanel(req.i18n.language, 'Enter a time such as 09:00 or 18:30.')

/** A site that begins to give free washes owes none for what was before, unless its owner says so. */
const countFromNow: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const { freeWashEvery = originalDoc?.freeWashEvery, freeWashSince = originalDoc?.freeWashSince } = data
  if (!freeWashEvery) return { ...data, freeWashSince: null }
  return { ...data, freeWashSince: freeWashSince ?? new Date().toISOString() }
}

/** Ten years. */
const MOST_MONTHS_KEPT = 120

export const Tenants: CollectionConfig = {
  slug: 'tenants',
  access: accessOf('tenants'),
  labels: { singular: 'Site', plural: 'Sites' },
  admin: {
    useAsTitle: 'name',
    group: 'Site',
    description: 'How the site works: its money, its clock, its WhatsApp number.',
    defaultColumns: ['name', 'whatsappNumber', 'currency', 'timeZone', 'billing'],
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    {
      name: 'currency',
      type: 'text',
      required: true,
      defaultValue: 'MYR',
      minLength: 3,
      maxLength: 3,
      validate: checkCurrency,
      admin: { description: 'Three letters, such as MYR.' },
    },
    {
      name: 'timeZone',
      type: 'text',
      defaultValue: 'Asia/Kuala_Lumpur',
      validate: checkTimeZone,
      admin: {
        description:
          'The city whose clock the site goes by, such as Asia/Kuala_Lumpur. Order numbers are counted by its days.',
      },
    },
    slugField('tenantId', {
      label: 'Short name',
      required: true,
      unique: true,
      // Every document, account and log of the site carries it.
      access: { update: () => false },
      admin: { position: 'sidebar', description: 'What stations and services call the site. It cannot be changed.' },
    }),
    {
      name: 'whatsappNumber',
      type: 'text',
      maxLength: 32,
      validate: checkPhone,
      hooks: { beforeValidate: [({ value }) => plainNumber(value)] },
      admin: {
        description:
          'Customers who scan the QR code of their order write to this number. With country code, such as +60 12-345 6789. Empty: no QR code is shown.',
      },
    },
    {
      name: 'billing',
      type: 'checkbox',
      defaultValue: true,
      admin: {
        description: 'Orders are billed and paid before they are completed. Off: a finished wash completes its order.',
      },
    },
    {
      name: 'cleaningAfterJob',
      type: 'checkbox',
      defaultValue: false,
      admin: { description: 'A bay is cleaned after each job, and made available again by hand.' },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'staffDiscount',
          type: 'number',
          defaultValue: USUAL_DISCOUNT_LIMITS.staff,
          validate: checkPercent,
          admin: { description: 'Percent of what an order costs. An administrator may take off all of it.' },
        },
        {
          name: 'cashierDiscount',
          type: 'number',
          defaultValue: USUAL_DISCOUNT_LIMITS.cashier,
          validate: checkPercent,
          admin: { description: 'Percent of what an order costs. 0: the cashier desk gives no discount.' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'askWho',
          type: 'checkbox',
          defaultValue: false,
          admin: {
            description:
              'Desks and bays ask who of the team stands there, so that each action bears a name; money back, larger discounts and calling an order off then take the PIN of a manager or owner. Add the team first, such a one among them.',
          },
        },
        {
          name: 'lockAfter',
          type: 'number',
          defaultValue: 0,
          validate: checkMinutes,
          admin: {
            description: 'Minutes without a touch until they ask again. 0: not before somebody else takes over.',
          },
        },
      ],
    },
    {
      name: 'taxOnTop',
      type: 'checkbox',
      defaultValue: false,
      admin: {
        description:
          'The price list is before tax. Desks, receipts and customers are told prices with it, rounded to the sen.',
      },
    },
    {
      name: 'cashRounding',
      type: 'checkbox',
      defaultValue: false,
      admin: { description: 'What is due in cash is rounded to 5 sen. Card and online are paid to the sen.' },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'freeWashEvery',
          label: 'Free wash at visit',
          type: 'number',
          defaultValue: 0,
          validate: checkFreeWash,
          admin: {
            description:
              'Of so many visits of a car the last is free, such as 10. Each service says whether it counts. 0: no free washes.',
          },
        },
        {
          name: 'freeWashSince',
          label: 'Visits count from',
          type: 'date',
          admin: {
            description: 'Empty: from the moment free washes are given. An earlier day counts what was before.',
          },
        },
      ],
    },
    {
      type: 'collapsible',
      label: 'Receipt',
      fields: [
        {
          name: 'address',
          type: 'textarea',
          maxLength: 300,
          admin: { description: 'Printed under the name of the site, line by line.' },
        },
        {
          type: 'row',
          fields: [
            { name: 'registrationNumber', type: 'text', maxLength: 64 },
            { name: 'taxNumber', type: 'text', maxLength: 64 },
          ],
        },
        {
          type: 'row',
          fields: [
            {
              name: 'taxName',
              type: 'text',
              maxLength: 32,
              admin: { description: 'As the receipt calls it, such as SST.' },
            },
            taxPercentField('Percent. Receipts of new orders say how much of the price it is. Empty: no tax.'),
          ],
        },
      ],
    },
    {
      name: 'promiseMinutes',
      type: 'number',
      defaultValue: USUAL_PROMISE_MINUTES,
      validate: checkWithin(0, 1440),
      admin: {
        description:
          'Minutes within which a wash begins after its order. A car that waits longer is late at the desk. 0: nothing is promised.',
      },
    },
    {
      name: 'keepPeopleMonths',
      type: 'number',
      label: 'Months people are kept',
      defaultValue: 0,
      validate: checkWithin(0, MOST_MONTHS_KEPT),
      admin: {
        description:
          'Months after an order is over until its name, telephone number, plate and notes are erased. 0: until somebody erases them.',
      },
    },
    {
      type: 'row',
      fields: [
        { name: 'opensAt', type: 'text', validate: checkWallTime },
        {
          name: 'closesAt',
          type: 'text',
          validate: checkWallTime,
          admin: { description: 'The board promises no wash after this time. Empty: no limit.' },
        },
      ],
    },
    {
      name: 'boardMessage',
      type: 'text',
      maxLength: 280,
      admin: { description: 'What the board tells the customers at its foot. Empty: nothing.' },
    },
    {
      type: 'row',
      fields: [
        {
          name: 'boardLanguages',
          type: 'select',
          hasMany: true,
          options: LANGUAGES.map((value) => ({ value, label: SPOKEN[value].name })),
          admin: { description: 'The board speaks them in turn. Empty: the language its machine is set to.' },
        },
        {
          name: 'boardLanguageSeconds',
          type: 'number',
          defaultValue: USUAL_BOARD.secondsPerLanguage,
          validate: checkWithin(5, 600),
          admin: { description: 'Seconds that the board stays with one language.' },
        },
      ],
    },
    {
      name: 'stageWords',
      type: 'array',
      maxRows: 48,
      labels: { singular: 'Word', plural: 'Words' },
      admin: {
        description:
          'Your own words for the stages of an order, each for one language. A stage without one keeps the usual word.',
      },
      fields: [
        {
          type: 'row',
          fields: [
            choiceField('stage', STAGES, { required: true }),
            {
              name: 'language',
              type: 'select',
              required: true,
              options: LANGUAGES.map((value) => ({ value, label: SPOKEN[value].name })),
            },
            { name: 'word', type: 'text', required: true, maxLength: 24 },
          ],
        },
      ],
    },
  ],
  hooks: {
    ...auditTenants,
    beforeValidate: [takeTurn],
    beforeChange: [countFromNow],
    afterChange: [
      ...auditTenants.afterChange,
      async ({ doc, operation, req }) => {
        if (operation !== 'create') return
        await ensureLogHead(req, doc.tenantId)
        await ensureQueues(req, doc.tenantId)
      },
    ],
  },
}
