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

/** The largest id of a row: PostgreSQL fails on a larger number instead of finding nothing. */
export const MOST_ROW_ID = 2_147_483_647

/** Whether a text that somebody sent can be the id of a row. */
export const isRowId = (text: string): boolean => /^\d{1,10}$/.test(text) && Number(text) <= MOST_ROW_ID
