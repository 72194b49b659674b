import type { ClientField, StaticLabel } from 'payload'

/**
 * What a field is called that the panel draws with a part of ours, in all the panel's languages. Payload puts the label of
 * such a field into words once for everybody, in the language of whoever opened a page of its collection first.
 */
export const labelOfField = ({ label, admin }: LabelledField): StaticLabel | undefined => admin?.custom?.label ?? label

type LabelledField = Pick<Extract<ClientField, { label?: StaticLabel }>, 'label'> & {
  readonly admin?: { readonly custom?: Record<string, StaticLabel> }
}
