'use client'

import { useField } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClientProps } from 'payload'
import { Readout } from '../site/Readouts'
import { useActorName } from './PeopleContext'

/** Who did it, in a list. */
export function ActorCell({ cellData }: DefaultCellComponentProps) {
  return <span>{useActorName(cellData)}</span>
}

/** Who did it, on an event's own page. */
export function ActorReadout(props: TextFieldClientProps) {
  const { value } = useField<string>({ path: props.path })
  return <Readout {...props}>{useActorName(value)}</Readout>
}
