import type { Language } from '@/lib/domain/languages'
import type { PageRecovery } from '@/preload/contract'

interface Words {
  readonly title: string
  readonly reasons: Readonly<Record<PageRecovery['reason'], string>>
  readonly meaning: string
  readonly retry: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: 'The screen has stopped',
    reasons: {
      crashed: 'The page crashed several times in ten minutes.',
      hung: 'The page stopped answering several times in ten minutes.',
      white: 'The page stayed empty several times in ten minutes.',
    },
    meaning:
      'Nothing you entered is lost: it is kept on this station and will be sent. If trying again does not help, restart the machine and call your administrator.',
    retry: 'Try again',
  },
  ms: {
    title: 'Skrin telah berhenti',
    reasons: {
      crashed: 'Halaman ranap beberapa kali dalam sepuluh minit.',
      hung: 'Halaman tidak bertindak balas beberapa kali dalam sepuluh minit.',
      white: 'Halaman kosong sahaja beberapa kali dalam sepuluh minit.',
    },
    meaning:
      'Tiada apa-apa yang anda masukkan hilang: semuanya disimpan di stesen ini dan akan dihantar. Jika cubaan lagi tidak membantu, mulakan semula komputer dan hubungi pentadbir anda.',
    retry: 'Cuba lagi',
  },
  zh: {
    title: '屏幕已停止',
    reasons: {
      crashed: '页面在十分钟内多次崩溃。',
      hung: '页面在十分钟内多次停止响应。',
      white: '页面在十分钟内多次显示空白。',
    },
    meaning: '您输入的内容没有丢失：它们保存在本站，稍后会发送。如果重试无效，请重启本机并联系管理员。',
    retry: '重试',
  },
  ta: {
    title: 'திரை நின்றுவிட்டது',
    reasons: {
      crashed: 'பத்து நிமிடங்களில் பக்கம் பலமுறை செயலிழந்தது.',
      hung: 'பத்து நிமிடங்களில் பக்கம் பலமுறை பதிலளிக்கவில்லை.',
      white: 'பத்து நிமிடங்களில் பக்கம் பலமுறை வெறுமையாக இருந்தது.',
    },
    meaning:
      'நீங்கள் உள்ளிட்ட எதுவும் இழக்கப்படவில்லை: அது இந்த நிலையத்தில் சேமிக்கப்பட்டுள்ளது, பின்னர் அனுப்பப்படும். மீண்டும் முயன்றும் பயனில்லை என்றால், கணினியை மறுதொடக்கம் செய்து நிர்வாகியை அழைக்கவும்.',
    retry: 'மீண்டும் முயல்',
  },
}

/** Where the retry button leads; main sees the navigation and loads the page anew. */
export const RETRY_PATH = '/retry'

interface RecoveryPage {
  readonly language: Language
  readonly reason: PageRecovery['reason']
  readonly nonce: string
  /** Addresses of the screen's style sheets, which bring the typefaces; without them the system's faces serve. */
  readonly styleSheets: readonly string[]
}

/** A page of plain HTML without script: it must work when nothing else does. All text comes from the table above. */
export function recoveryPage({ language, reason, nonce, styleSheets }: RecoveryPage): string {
  const words = WORDS[language]
  const typefaces = styleSheets.map((address) => `<link rel="stylesheet" href="${address}">`).join('\n')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>AX Station</title>
${typefaces}
<style nonce="${nonce}">
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 2rem;
    font: 1.25rem/1.6 var(--font-ui, system-ui, sans-serif); background: #f6f7f9; color: #16191f; text-align: start; }
  main { display: grid; gap: 1.5rem; }
  h1 { margin: 0; font-size: 2.25rem; font-weight: 700; line-height: 1.2; }
  p { margin: 0; max-inline-size: 36rem; }
  a { display: inline-block; padding: 1rem 2rem; min-block-size: 1.5rem; border-radius: .75rem; background: #16191f;
    color: #fff; text-decoration: none; font-weight: 600; }
  a:focus-visible { outline: 4px solid #2f6fed; outline-offset: 4px; }
  @media (prefers-color-scheme: dark) { body { background: #16191f; color: #f2f4f7; } a { background: #f2f4f7; color: #16191f; } }
</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p data-reason="${reason}">${words.reasons[reason]}</p>
<p>${words.meaning}</p>
<p><a href="${RETRY_PATH}" autofocus>${words.retry}</a></p>
</main>
</body>
</html>`
}
