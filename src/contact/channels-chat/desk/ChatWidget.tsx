import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './chat-widget.css';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Look } from '../contract-look.ts';
import { ColourFields, PlaceFields } from './LookFields.tsx';
import { greetingLanguages, languageOptions } from './languages.ts';
import { Preview } from './Preview.tsx';
import { frameSnippetOf, originsOf, snippetOf } from './snippet.ts';

type Widget = OutputOf<'chat.widget'>;

function useSettings(widget: Widget) {
  const change = useCommandOf('chat.change-widget', { touches: () => ['widget'] });
  return useForm({
    initial: {
      name: widget.name,
      greeting: widget.greeting,
      accent: widget.accent ?? '',
      look: widget.look,
      allowedOrigins: widget.allowedOrigins.join('\n'),
    },
    fieldOf: { 'chat.bad_origin': 'allowedOrigins' },
    send: async ({ name, greeting, accent, look, allowedOrigins }) => {
      await change.send({
        version: widget.version,
        ...{ name, greeting, look },
        accent: accent === '' ? null : accent,
        allowedOrigins: originsOf(allowedOrigins),
      });
      showToast({ state: 'kept', text: t`Chat widget changed. Pages show it when they are loaded the next time.` });
    },
  });
}

function Words({ form }: { form: ReturnType<typeof useSettings> }) {
  const { look } = form.values;
  const greet = (language: keyof Look['greetings'], text: string) =>
    form.set('look', { ...look, greetings: { ...look.greetings, [language]: text } });
  return (
    <>
      <TextInput
        label={t`Name`}
        help={t`Customers see it at the head of the chat.`}
        required
        maxLength={80}
        {...form.text('name')}
      />
      <TextArea
        label={t`Greeting`}
        help={t`The first line of the chat, before anybody writes.`}
        rows={2}
        maxLength={300}
        {...form.text('greeting')}
      />
      <Select
        label={t`Language`}
        help={t`A page can ask for another one with data-lang in the snippet.`}
        value={look.language ?? ''}
        options={[{ value: '', label: t`That of the page, else of the visitor’s browser` }, ...languageOptions]}
        onChange={(language) => form.set('look', { ...look, language: (language || null) as Look['language'] })}
      />
      <details>
        <summary>{t`Greeting in other languages`}</summary>
        <div className="stack">
          {greetingLanguages.map(({ value, label }) => (
            <TextInput
              key={value}
              label={label}
              lang={value}
              dir="auto"
              maxLength={300}
              placeholder={form.values.greeting}
              value={look.greetings[value] ?? ''}
              onChange={(event) => greet(value, event.currentTarget.value)}
            />
          ))}
        </div>
      </details>
    </>
  );
}

function Settings({ widget }: { widget: Widget }) {
  const form = useSettings(widget);
  const { name, greeting, accent, look } = form.values;
  const onLook = (changes: Partial<Look>) => form.set('look', { ...form.values.look, ...changes });
  return (
    <div className="beside">
      <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
        <FormProblem problem={form.problem} />
        <h2>{t`Words`}</h2>
        <Words form={form} />
        <h2>{t`Colours`}</h2>
        <ColourFields accent={accent} look={look} onAccent={(chosen) => form.set('accent', chosen)} onLook={onLook} />
        <h2>{t`Shape and place`}</h2>
        <PlaceFields look={look} onLook={onLook} />
        <h2>{t`Where it may be`}</h2>
        <TextArea
          label={t`Pages that may show it`}
          help={t`One origin a line, such as https://shop.example or https://*.shop.example. Other pages are refused.`}
          rows={3}
          spellCheck={false}
          {...form.text('allowedOrigins')}
        />
        <Button type="submit" kind="primary" disabled={form.busy}>
          {form.busy ? t`Saving…` : t`Save`}
        </Button>
      </form>
      <Preview widgetKey={widget.key} shown={{ name, greeting, accent: accent || null, look }} />
    </div>
  );
}

/** The chat widget: what it looks like, where it may be shown, and how to put it on a page. */
export function ChatWidget() {
  const { can } = useSession();
  const query = useQueryOf('chat.widget', {});
  const widget = query.data;
  return (
    <Page title={t`Chat widget`} back={{ to: '/settings', label: t`Back to settings` }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the widget`} rows={6} />}
      {widget?.allowedOrigins.length === 0 && (
        <Notice state="warn" title={t`No page may show the widget yet.`}>
          <Trans>Name the origin of your website below, then put the snippet on it.</Trans>
        </Notice>
      )}
      {widget && (
        <div className="stack narrow">
          <CopyField
            label={t`Snippet`}
            value={snippetOf(widget.key)}
            help={t`Put it into every page that should show the chat, before the end of body.`}
          />
          <details>
            <summary>{t`For a page that forbids scripts`}</summary>
            <CopyField
              label={t`Frame`}
              value={frameSnippetOf(widget.key)}
              help={t`The chat alone, in a box of the page. Only pages on the list below can frame it.`}
            />
          </details>
        </div>
      )}
      {widget && can('chat.change_widget') && <Settings key={widget.version} widget={widget} />}
    </Page>
  );
}
