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
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { AccentField } from './AccentField.tsx';
import { originsOf, snippetOf } from './snippet.ts';

type Widget = OutputOf<'chat.widget'>;

function Settings({ widget }: { widget: Widget }) {
  const change = useCommandOf('chat.change-widget', { touches: () => ['widget'] });
  const form = useForm({
    initial: {
      name: widget.name,
      greeting: widget.greeting,
      accent: widget.accent ?? '',
      allowedOrigins: widget.allowedOrigins.join('\n'),
    },
    fieldOf: { 'chat.bad_origin': 'allowedOrigins' },
    send: async ({ name, greeting, accent, allowedOrigins }) => {
      await change.send({
        version: widget.version,
        name,
        greeting,
        accent: accent === '' ? null : accent,
        allowedOrigins: originsOf(allowedOrigins),
      });
      showToast({ state: 'kept', text: 'Chat widget changed. Pages show it within five minutes.' });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <h2>Look and words</h2>
      <FormProblem problem={form.problem} />
      <TextInput
        label="Name"
        help="Customers see it at the head of the chat."
        required
        maxLength={80}
        {...form.text('name')}
      />
      <TextArea
        label="Greeting"
        help="The first line of the chat, before anybody writes."
        rows={2}
        maxLength={300}
        {...form.text('greeting')}
      />
      <AccentField
        value={form.values.accent}
        error={form.errorOf('accent')}
        onChange={(accent) => form.set('accent', accent)}
      />
      <TextArea
        label="Pages that may show it"
        help="One origin a line, such as https://shop.example or https://*.shop.example. Other pages are refused."
        rows={3}
        spellCheck={false}
        {...form.text('allowedOrigins')}
      />
      <Button type="submit" kind="primary" disabled={form.busy}>
        {form.busy ? 'Saving…' : 'Save'}
      </Button>
    </form>
  );
}

/** The chat widget: what it looks like, where it may be shown, and how to put it on a page. */
export function ChatWidget() {
  const { can } = useSession();
  const query = useQueryOf('chat.widget', {});
  const widget = query.data;
  return (
    <Page title="Chat widget" back={{ to: '/settings', label: 'Back to settings' }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label="Loading the widget" rows={6} />}
      {widget?.allowedOrigins.length === 0 && (
        <Notice state="warn" title="No page may show the widget yet.">
          Name the origin of your website below, then put the snippet on it.
        </Notice>
      )}
      {widget && (
        <div className="stack narrow">
          <CopyField
            label="Snippet"
            value={snippetOf(widget.key)}
            help="Put it into every page that should show the chat, before the end of body."
          />
        </div>
      )}
      {widget && can('chat.change_widget') && <Settings key={widget.version} widget={widget} />}
    </Page>
  );
}
