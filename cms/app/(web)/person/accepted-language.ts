import { LANGUAGES, type Language } from '@/lib/domain/languages'

/** The language of ours that an `Accept-Language` header likes best; English where it likes none of them. */
export function acceptedLanguage(header: string | null | undefined): Language {
  let best: { readonly language: Language; readonly weight: number } | null = null
  for (const part of (header ?? '').slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim())
    const language = LANGUAGES.find((own) => own === tag.toLowerCase().split('-')[0])
    const weight = weightOf(parameters)
    if (language && weight > (best?.weight ?? 0)) best = { language, weight }
  }
  return best?.language ?? 'en'
}

/** `q=0.8` as 0.8; 1 where it is not said, 0 where it cannot be read. */
function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((text) => text.startsWith('q='))
  if (given === undefined) return 1
  const weight = Number(given.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}
