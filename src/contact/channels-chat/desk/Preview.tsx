import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Look } from '../contract-look.ts';
import { lookStyle } from '../look-style.ts';
import { languageOptions } from './languages.ts';

type Config = OutputOf<'chat.config'>;
type Stage = 'light' | 'dark' | 'phone';

export type Shown = { name: string; greeting: string; accent: string | null; look: Look };

const said = [
  { by: 'me', name: '', text: t`Hello, my kettle came without its lid.` },
  { by: 'staff', name: 'Dana', text: t`Sorry about that! I am sending you the lid today. Is the address still right?` },
  { by: 'me', name: '', text: t`Yes, it is.` },
] as const;

/** What the settings make of the panel: the real one, in a frame of its own, with made-up messages. */
function PreviewFrame({ config, shown, stage, open }: { config: Config; shown: Shown; stage: Stage; open: boolean }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(0);
  useEffect(() => {
    const hear = ({ data, origin, source }: MessageEvent) => {
      const isOurs = origin === location.origin && source === frame.current?.contentWindow;
      if (isOurs && data?.heedPreviewReady) setReady((old) => old + 1);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (ready === 0) return undefined;
    const { name, greeting, accent, look } = shown;
    const scheme = stage === 'phone' ? look.scheme : stage;
    const own = { ...config, name, greeting, scheme, style: lookStyle(accent, look), countsInTitle: false, nudges: [] };
    const wish = { heedPreview: true, config: own, phone: stage === 'phone', said, open };
    // Who drags a colour about wants to see it, and not a panel for each shade on the way.
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(wish, location.origin), 60);
    return () => clearTimeout(timer);
  }, [ready, config, shown, stage, open]);
  return <iframe ref={frame} className={`preview as-${stage}`} src="/chat/preview" title={t`Preview of the chat`} />;
}

/** The preview with its switches: light, dark, a phone; another language; open or closed. */
export function Preview({ widgetKey, shown }: { widgetKey: string; shown: Shown }) {
  const [stage, setStage] = useState<Stage>(shown.look.scheme === 'dark' ? 'dark' : 'light');
  const [view, setView] = useState<'open' | 'closed'>('open');
  const [language, setLanguage] = useState<string>(shown.look.language ?? 'en-AU');
  const config = useQueryOf('chat.config', { key: widgetKey, lang: language }).data;
  const greeting = shown.look.greetings[language as keyof Look['greetings']] || shown.greeting;
  return (
    <section className="stack preview-pane" aria-label={t`Preview`}>
      <div className="line wrap">
        <Segments
          label={t`How it is shown`}
          value={stage}
          onChange={setStage}
          options={[
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
            { value: 'phone', label: t`Phone` },
          ]}
        />
        {stage !== 'phone' && (
          <Segments
            label={t`Open or closed`}
            value={view}
            onChange={setView}
            options={[
              { value: 'open', label: t`Open` },
              { value: 'closed', label: t`Closed` },
            ]}
          />
        )}
      </div>
      {config ? (
        <PreviewFrame
          key={language}
          config={config}
          shown={{ ...shown, greeting }}
          stage={stage}
          open={view === 'open'}
        />
      ) : (
        <Skeleton label={t`Loading the preview`} rows={6} />
      )}
      <Select
        label={t`Language of the preview`}
        help={t`Your own words stay as you wrote them; the rest is translated.`}
        value={language}
        options={languageOptions}
        onChange={setLanguage}
      />
    </section>
  );
}
