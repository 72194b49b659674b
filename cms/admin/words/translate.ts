import type { CollectionConfig, Field, LabelFunction } from 'payload'
import { formatLabels, toWords } from 'payload/shared'
import en from '@/lib/ui/i18n/en.json'
import ta from '@/lib/ui/i18n/ta.json'
import zh from '@/lib/ui/i18n/zh.json'
import { inWords } from '../../collections/in-words'
import { type ChoiceWords, type InPanelLanguages, inPanelLanguages, type PanelLanguage } from './texts'

/** Lists that the station's screens have words for: the panel has the same. By field, or collection and field. */
const CHOICES = {
  stage: 'stage',
  paymentStatus: 'payment',
  queue: 'queue',
  queueId: 'queue',
  fromQueue: 'queue',
  vehicleType: 'vehicle',
  'vehicles.type': 'vehicle',
  'bays.status': 'bayStatus',
  'jobs.status': 'jobStatus',
  position: 'position',
} as const
type Choices = (typeof CHOICES)[keyof typeof CHOICES] | 'step' | 'skipReason'

function choiceIn(choices: Choices, value: string): InPanelLanguages | undefined {
  const said = [en, zh, ta].map((texts) => (texts[choices] as Readonly<Record<string, string>>)[value])
  const [english, chinese, tamil] = said
  return english && chinese && tamil ? { en: english, zh: chinese, ta: tamil } : undefined
}

/** The words of all of them, by value: for parts of the panel that show a value beside its field. */
export const choicesIn = (choices: Choices): ChoiceWords =>
  Object.fromEntries(Object.keys(en[choices]).map((value) => [value, choiceIn(choices, value)]))

/** The words of a list that the panel has words for itself, by value. */
export const wordsOf = (values: readonly string[]): ChoiceWords =>
  Object.fromEntries(values.map((value) => [value, inPanelLanguages(inWords(value))]))

const say = <T>(text: T): T => (typeof text === 'string' ? (inPanelLanguages(text) as T) : text)

/** `lastRecoveryAt` as a label: `Last recovery at`. */
function labelOf(name: string): string {
  const words = toWords(name).toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * A field's name as Payload asks for it, one language at a time: it reads aloud what sorts a column, and would say
 * "[object Object]" of all languages together.
 */
function named(label: unknown): unknown {
  if (typeof label !== 'string') return label
  const words = inPanelLanguages(label)
  const inLanguage: LabelFunction = ({ i18n }) => words[i18n.language as PanelLanguage] ?? words.en
  return inLanguage
}

interface Described {
  readonly label?: unknown
  readonly labels?: { readonly singular?: unknown; readonly plural?: unknown }
  readonly name?: string
  readonly type: string
  readonly admin?: {
    readonly description?: unknown
    readonly components?: { readonly Field?: unknown }
    readonly custom?: object
  }
  readonly options?: readonly ({ readonly label: unknown; readonly value: string } | string)[]
  readonly fields?: readonly Field[]
}

function translateField(field: Field, collection: string): Field {
  const described = field as Described
  const { label, name, type, admin, options, fields } = described
  // Payload would make the same words of a list's name, but after this.
  const labels = described.labels ?? (type === 'array' && name ? formatLabels(name) : undefined)
  const choices =
    CHOICES[`${collection}.${name}` as keyof typeof CHOICES] ?? CHOICES[(name ?? '') as keyof typeof CHOICES]
  const called = label ?? (name && labelOf(name))
  return {
    ...field,
    ...(type !== 'row' && { label: named(called) }),
    ...(labels && { labels: { singular: say(labels.singular), plural: say(labels.plural) } }),
    ...(admin && {
      admin: {
        ...admin,
        description: say(admin.description),
        // For labelOfField.
        ...(admin.components?.Field && typeof called === 'string'
          ? { custom: { ...admin.custom, label: say(called) } }
          : {}),
      },
    }),
    ...(options && {
      options: options.map((option) =>
        typeof option === 'string'
          ? option
          : { ...option, label: (choices && choiceIn(choices, option.value)) ?? say(option.label) },
      ),
    }),
    ...(fields && { fields: fields.map((inner) => translateField(inner, collection)) }),
  } as Field
}

/** The collection with its words in the panel's languages. */
export function translate(collection: CollectionConfig): CollectionConfig {
  const { slug, labels, admin, fields } = collection
  const { singular, plural } = formatLabels(slug)
  return {
    ...collection,
    labels: { singular: say(labels?.singular ?? singular), plural: say(labels?.plural ?? plural) },
    admin: { ...admin, group: say(admin?.group), description: say(admin?.description) },
    fields: fields.map((field) => translateField(field, slug)),
  }
}
