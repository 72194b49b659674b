import { useMedia } from '../../frame/use-media'

/** True on a phone's width, where the columns become tabs. */
export const useNarrow = (): boolean => useMedia('(max-width: 767px)')
