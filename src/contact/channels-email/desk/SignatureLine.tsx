import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Select } from '#kernel/web/ui/Field.tsx';

type Planned = OutputOf<'mail.recipients'>;
type LineProps = {
  conversationId: string;
  signature: Planned['signature'];
  offered: Planned['signatures'];
};

/** What will stand below the reply, as it will stand there; where there are several, to be chosen. */
export function SignatureLine({ conversationId, signature, offered }: LineProps) {
  const { can } = useSession();
  const choose = useCommandOf('mail.choose-signature', { touches: () => [`conversation:${conversationId}`] });
  if (offered.length === 0 && signature.text === '') return null;
  const first = signature.text.split('\n')[0] ?? '';
  const options = [
    { value: '', label: t`Of the address` },
    ...offered.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <details className="mail-signature">
      <summary className="meta">{t`Signature: ${first}`}</summary>
      <pre className="mail-text" dir="auto">
        {signature.text === '' ? t`None.` : signature.text}
      </pre>
      {offered.length > 0 && can('conversations.reply') && (
        <Select
          label={t`Which one`}
          options={options}
          value={signature.id ?? ''}
          onChange={(value) => void choose.run({ conversationId, signatureId: value || null })}
        />
      )}
    </details>
  );
}
