import { Download, FileText, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { useFormat } from '@/lib/ui/format/use-format'
import type { StationBridge } from '@/preload/contract'
import { useToasts } from '../../frame/Toasts'
import { useAnswer, useAsk } from './use-desktop'

/** Export, import, diagnostics and the log. */
export function DataTab({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ask = useAsk(bridge)
  const toasts = useToasts()
  const [log] = useAnswer(bridge, 'debug:log')
  const write = async (name: 'state:export' | 'diagnostics:write') => {
    const written = await ask(name)
    if (written) toasts.done(t('settings.exported', { path: written.path }))
  }
  const read = async () => {
    const found = await ask('state:import')
    if (found) toasts.done(t('settings.imported', { count: found.events }))
  }
  return (
    <>
      <section className="flex flex-col items-start gap-2">
        <p className="text-ink-soft">{t('settings.exportHint')}</p>
        <div className="flex flex-wrap gap-3">
          <Button icon={Download} onPress={() => void write('state:export')}>
            {t('settings.export')}
          </Button>
          <Button icon={Upload} onPress={() => void read()}>
            {t('settings.import')}
          </Button>
        </div>
      </section>
      <section className="flex flex-col items-start gap-2">
        <p className="text-ink-soft">{t('settings.diagnosticsHint')}</p>
        <Button icon={FileText} onPress={() => void write('diagnostics:write')}>
          {t('settings.diagnostics')}
        </Button>
      </section>
      <section className="flex min-h-0 flex-col gap-2">
        <h2 className="font-semibold">{t('settings.log')}</h2>
        {log?.length === 0 && <p className="text-ink-soft">{t('settings.logEmpty')}</p>}
        <ol className="tabular flex flex-col rounded-md bg-sunken px-3 py-2 text-sm">
          {log?.toReversed().map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the log only grows; entries have no name
            <li key={`${entry.at}-${index}`} className="flex gap-3 py-0.5">
              <time dateTime={entry.at} className="shrink-0 text-ink-soft">
                {format.time(entry.at, Date.now())}
              </time>
              <span className="w-12 shrink-0 text-ink-soft">{entry.level}</span>
              <span className="min-w-0 break-words">{entry.message}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
