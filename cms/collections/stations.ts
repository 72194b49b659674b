import type { CollectionConfig } from 'payload'
import { STATION_ROLES } from '@/lib/domain/roles'
import { RECOVERY_KINDS } from '@/lib/sync/protocol/station'
import { watchStations } from '../access/changed-sign-ins'
import { forgetKey, KEY_CONTROL, KEY_FIELDS, keyEndpoints, refuseChosenKeys } from '../access/keys'
import { pairingEndpoints } from '../access/pairing'
import { accessOf, notSelf } from '../access/scope'
import { auditStations } from '../audit/watch'
import { choiceField, instantField, slugField, tenantField } from './fields'
import { takeTurn } from './take-turn'

/** The fleet: each station signs in with its own API key and reports how it is. */
export const Stations: CollectionConfig = {
  slug: 'stations',
  auth: { useAPIKey: true, disableLocalStrategy: true },
  access: accessOf('stations'),
  admin: {
    useAsTitle: 'name',
    group: 'Site',
    description: 'Kiosks, desks and boards. Each signs in with a key of its own and says every minute how it is.',
    defaultColumns: ['name', 'state', 'lastSeenAt', 'bay', 'appVersion', 'behind', 'waiting'],
  },
  defaultSort: 'lastSeenAt',
  indexes: [{ fields: ['tenant', 'name'], unique: true }],
  hooks: {
    beforeOperation: [refuseChosenKeys],
    beforeValidate: [takeTurn],
    beforeChange: [forgetKey],
    afterChange: [...watchStations.afterChange, ...auditStations.afterChange],
    afterDelete: [...watchStations.afterDelete, ...auditStations.afterDelete],
  },
  endpoints: [...keyEndpoints('stations'), ...pairingEndpoints],
  fields: [
    slugField('name', {
      required: true,
      access: { update: notSelf },
      admin: { description: 'Such as desk or bay-2-kiosk. The log calls it so.' },
    }),
    {
      name: 'state',
      type: 'ui',
      admin: {
        components: {
          Field: '/admin/fleet/StationStateField#StationStateField',
          Cell: '/admin/fleet/cells#StationStateCell',
        },
      },
    },
    choiceField('role', STATION_ROLES, { required: true, defaultValue: 'cashier', access: { update: notSelf } }),
    slugField('bay', {
      access: { update: notSelf },
      admin: {
        condition: (data) => data?.role === 'bay',
        components: { Field: '/admin/bays/Bay#BayField', Cell: '/admin/bays/Bay#BayCell' },
      },
    }),
    tenantField(),
    ...KEY_FIELDS,
    KEY_CONTROL,
    instantField('lastSeenAt', { admin: { components: { Cell: '/admin/fleet/cells#LastSeenCell' } } }),
    { name: 'appVersion', type: 'text', maxLength: 64, admin: { readOnly: true } },
    {
      name: 'behind',
      type: 'number',
      min: 0,
      admin: { readOnly: true, description: 'Events of the log it had not yet received when last seen.' },
    },
    {
      name: 'waiting',
      type: 'number',
      min: 0,
      admin: { readOnly: true, description: 'Actions it had not yet sent when last seen.' },
    },
    {
      name: 'recoveries',
      type: 'number',
      min: 0,
      admin: {
        readOnly: true,
        description: 'How often in 24 hours its page or its server had to be started again. Its own log says why.',
      },
    },
    choiceField('lastRecovery', RECOVERY_KINDS, { admin: { readOnly: true } }),
    instantField('lastRecoveryAt'),
    {
      name: 'receiptPrinter',
      type: 'checkbox',
      admin: { readOnly: true, description: 'It has one of its own, set in its settings.' },
    },
  ],
}
