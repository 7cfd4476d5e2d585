import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { originsOf, snippetOf } from './snippet.ts';

type Widget = OutputOf<'chat.widget'>;

function Origins({ widget }: { widget: Widget }) {
  const change = useCommandOf('chat.change-widget', { touches: () => ['widget'] });
  const form = useForm({
    initial: { allowedOrigins: widget.allowedOrigins.join('\n') },
    fieldOf: { 'chat.bad_origin': 'allowedOrigins' },
    send: ({ allowedOrigins }) => change.send({ version: widget.version, allowedOrigins: originsOf(allowedOrigins) }),
  });
  return (
    <form ref={form.ref} onSubmit={form.submit}>
      <FormProblem problem={form.problem} />
      <TextArea
        label={t`Where is your website?`}
        help={t`One origin a line, such as https://shop.example. Only these pages may show the chat.`}
        rows={2}
        required
        spellCheck={false}
        {...form.text('allowedOrigins')}
      />
      <Button type="submit" disabled={form.busy}>
        {form.busy ? t`Saving…` : t`Allow these pages`}
      </Button>
      {widget.allowedOrigins.length > 0 && (
        <Notice state="kept" title={t`Allowed.`}>
          <Trans>The snippet below works on {widget.allowedOrigins.join(', ')}.</Trans>
        </Notice>
      )}
    </form>
  );
}

/** The wizard's step for the chat: which pages may show it, and what to put on them. */
export function SetUpStep({ onDone }: { onDone: () => void }) {
  const query = useQueryOf('chat.widget', {});
  const widget = query.data;
  return (
    <>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the widget`} />}
      {widget && (
        <>
          <Origins key={widget.version} widget={widget} />
          <CopyField
            label={t`Snippet for your pages`}
            value={snippetOf(widget.key)}
            help={t`Also under Settings, Chat widget, whenever you need it.`}
          />
        </>
      )}
      <Button kind="primary" size="big" onClick={onDone}>
        {t`Open the inbox`}
      </Button>
    </>
  );
}
