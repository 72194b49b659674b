import type { Config } from '../payload-types'

type Collections = Config['collections']

/**
 * A row of a collection as the database keeps it, before relationships are looked up. Payload's own types say of every field
 * that the panel may hide that it may be missing; `Always` names those that are there.
 */
export type RowOf<Slug extends keyof Collections, Always extends keyof Collections[Slug]> = Omit<
  Collections[Slug],
  Always
> & { [Field in Always]-?: NonNullable<Collections[Slug][Field]> }
