import type { CollectionConfig } from 'payload'
import { JOB_STATUSES, jobSchema, QUEUE_IDS, VEHICLE_TYPES } from '@/lib/domain/documents'
import { endedBysSchema } from '@/lib/domain/rules/job-work'
import { keepForCommands } from '../access/command-fields'
import { accessOf } from '../access/scope'
import { choicesIn } from '../admin/words/translate'
import { jobDocument } from '../documents/job'
import { diffJob } from '../sync/log/diff'
import { noteWhoEnded } from '../sync/log/note-ended'
import { trackDocument } from '../sync/log/track'
import { bayField, choiceField, instantField, jsonField, NOBODY, tenantField, trackedFields } from './fields'

const tracked = trackDocument({
  document: jobDocument,
  schema: jobSchema,
  diff: diffJob,
  identity: ['tenant', 'jobId'],
})

export const Jobs: CollectionConfig = {
  slug: 'jobs',
  access: accessOf('jobs'),
  admin: {
    useAsTitle: 'title',
    group: 'Work',
    description:
      'What the bays wash and have washed. Washers work them at the bay; here there is only the note to write.',
    defaultColumns: ['plate', 'title', 'status', 'bayId', 'startedAt', 'finishedAt'],
    listSearchableFields: ['plate', 'orderID', 'title'],
  },
  // As they were made; unlike `createdAt`, everybody may sort by it.
  defaultSort: '-id',
  indexes: [{ fields: ['tenant', 'jobId'], unique: true }, { fields: ['tenant', 'finishedAt'] }],
  fields: keepForCommands('jobs', [
    {
      name: 'jobId',
      type: 'text',
      required: true,
      index: true,
      defaultValue: () => crypto.randomUUID(),
      admin: { position: 'sidebar' },
      validate: (value: unknown) => jobSchema.shape.jobId.safeParse(value).success || 'Use a random UUID.',
    },
    { name: 'orderID', type: 'text', required: true, index: true, maxLength: 64 },
    bayField('bayId'),
    choiceField('fromQueue', QUEUE_IDS, {
      admin: { description: 'The queue the car came from, and goes back to when the bay lets it go.' },
    }),
    bayField('fromBay', {
      index: false,
      admin: { description: 'The bay that sent the car here with its job; it may take it back.' },
    }),
    { name: 'plate', type: 'text', defaultValue: '', maxLength: 32 },
    choiceField('vehicleType', VEHICLE_TYPES, { required: true, defaultValue: 'sedan' }),
    { name: 'title', type: 'text', defaultValue: '', maxLength: 256 },
    { name: 'notes', type: 'textarea', defaultValue: '', maxLength: 2000 },
    choiceField('status', JOB_STATUSES, {
      required: true,
      defaultValue: 'pending',
      index: true,
      admin: { description: 'Moves with the washer at the bay.' },
    }),
    jsonField('steps', jobSchema.shape.steps, {
      defaultValue: [],
      validate: (value: unknown) =>
        jobSchema.shape.steps.safeParse(value ?? []).success ||
        'Use a list of { stepId, name, minutes, status, startedAt, finishedAt, skipReason }.',
      admin: { custom: { words: { status: choicesIn('step'), skipReason: choicesIn('skipReason') } } },
    }),
    instantField('startedAt'),
    instantField('pausedAt'),
    {
      name: 'pausedMs',
      type: 'number',
      min: 0,
      defaultValue: 0,
      admin: {
        description: 'In all; not counted as work.',
        components: { Field: '/admin/site/Readouts#DurationReadout' },
      },
    },
    instantField('finishedAt'),
    jsonField('endedBy', endedBysSchema, { access: { read: NOBODY }, admin: { hidden: true } }),
    tenantField(),
    ...trackedFields(),
  ]),
  hooks: { ...tracked, beforeChange: [...tracked.beforeChange, noteWhoEnded] },
}
