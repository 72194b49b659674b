/** `in_progress` as people read it: `In progress`. */
export function inWords(value: string): string {
  const words = value === 'vip' ? 'VIP' : value.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
