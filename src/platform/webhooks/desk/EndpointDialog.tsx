import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { KindChoice } from './KindChoice.tsx';
import { TheSecret } from './TheSecret.tsx';
import type { Endpoint } from './words.tsx';

type EndpointDialogProps = { endpoint?: Endpoint | undefined; onClose: () => void };
const touches = () => ['webhooks'];

/** Adds an endpoint and shows its secret, once; or changes one. */
export function EndpointDialog({ endpoint, onClose }: EndpointDialogProps) {
  const formId = useId();
  const add = useCommandOf('webhooks.add', { touches });
  const change = useCommandOf('webhooks.change', { touches });
  const [secret, setSecret] = useState<string>();
  const form = useForm({
    initial: { url: endpoint?.url ?? 'https://', kinds: endpoint?.kinds ?? null },
    fieldOf: { 'egress.refused': 'url', 'webhook.unknown_kind': 'kinds' },
    send: async ({ url, kinds }) => {
      if (!endpoint) {
        setSecret((await add.send({ url, kinds })).secret ?? '');
        return;
      }
      const moved = url === endpoint.url ? {} : { url };
      await change.send({ endpointId: endpoint.id, version: endpoint.version, kinds, ...moved });
      showToast({ state: 'kept', text: t`Endpoint changed` });
      onClose();
    },
  });
  if (secret !== undefined) return <TheSecret secret={secret} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={endpoint ? t`Change the endpoint` : t`Add an endpoint`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : endpoint ? t`Save` : t`Add`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput
          label={t`Address`}
          help={t`It must be reachable by https and answer with a status from 200 to 299 within 20 seconds.`}
          type="url"
          dir="ltr"
          required
          autoFocus
          autoComplete="off"
          {...form.text('url')}
        />
        <KindChoice
          kinds={form.values.kinds}
          error={form.errorOf('kinds')}
          onChange={(kinds) => form.set('kinds', kinds)}
        />
      </form>
    </Dialog>
  );
}
