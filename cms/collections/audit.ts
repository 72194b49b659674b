import type { CollectionConfig, TextField } from 'payload'
import { toLanguage } from '@/lib/domain/languages'
import { accessOf } from '../access/scope'
import { AUDIT_KINDS } from '../audit/kinds'
import { sayAudit } from '../audit/say'
import { choiceField, INSTANT_COMPONENTS, uptimeField } from './fields'

/** It is kept in English, whoever reads it. */
const IN_READERS_LANGUAGE: TextField['hooks'] = {
  afterRead: [
    ({ value, req }) => (typeof value === 'string' ? sayAudit(value, toLanguage(req.i18n?.language)) : value),
  ],
}

/** Who signed in, and who changed accounts, keys, prices, money and settings. Written by the server alone. */
export const Audit: CollectionConfig = {
  slug: 'audit',
  labels: { singular: 'Audit entry', plural: 'Audit trail' },
  access: accessOf('audit'),
  admin: {
    useAsTitle: 'subject',
    group: 'System',
    description:
      'Sign-ins, and changes of accounts, keys, prices, money given back, orders called off and settings. Nobody can change or delete an entry; those of a year are kept.',
    components: { beforeListTable: ['/admin/audit/AsTable#AuditAsTable'] },
    defaultColumns: ['at', 'kind', 'subject', 'before', 'after', 'actor', 'address'],
    listSearchableFields: ['subject', 'address'],
  },
  defaultSort: '-id',
  disableDuplicate: true,
  indexes: [{ fields: ['tenant', 'kind'] }],
  fields: [
    { name: 'at', type: 'text', required: true, index: true, admin: { components: INSTANT_COMPONENTS } },
    choiceField('kind', AUDIT_KINDS, { label: 'What', required: true }),
    { name: 'subject', type: 'text', required: true, label: 'Whose or of what', hooks: IN_READERS_LANGUAGE },
    { name: 'before', type: 'text', hooks: IN_READERS_LANGUAGE },
    { name: 'after', type: 'text', hooks: IN_READERS_LANGUAGE },
    {
      name: 'actor',
      type: 'text',
      required: true,
      admin: { components: { Cell: '/admin/people/Actor#ActorCell', Field: '/admin/people/Actor#ActorReadout' } },
    },
    { name: 'address', type: 'text', label: 'From address' },
    { name: 'tenant', type: 'text', admin: { position: 'sidebar' } },
    uptimeField(),
  ],
}
