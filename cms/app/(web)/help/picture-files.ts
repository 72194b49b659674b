/// <reference types="next/image-types/global" />
import type { StaticImageData } from 'next/image'
import type { Picture } from './pictures'
import bay from './pictures/bay.webp'
import board from './pictures/board.webp'
import day from './pictures/day.webp'
import desk from './pictures/desk.webp'
import newOrder from './pictures/new-order.webp'
import offline from './pictures/offline.webp'
import payment from './pictures/payment.webp'
import refund from './pictures/refund.webp'
import setUp from './pictures/set-up.webp'
import shift from './pictures/shift.webp'

/** The manual's pictures as the server gives them out: under names that change with what is in them. */
export const PICTURE_FILES: Readonly<Record<Picture, StaticImageData>> = {
  'set-up': setUp,
  'new-order': newOrder,
  bay,
  board,
  desk,
  payment,
  offline,
  refund,
  shift,
  day,
}
