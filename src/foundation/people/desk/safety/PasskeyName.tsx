import { t } from '@lingui/core/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { useId, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

type Passkey = { id: string; name: string };

function RenameDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const formId = useId();
  const rename = useCommandOf('people.rename-passkey', { touches: () => ['sign-in-methods'] });
  const form = useForm({
    initial: { name: passkey.name },
    send: async ({ name }) => {
      await rename.send({ passkeyId: passkey.id, name });
      const undo = () => void rename.run({ passkeyId: passkey.id, name: passkey.name });
      showToast({ state: 'kept', text: t`Renamed to ${name}`, undo });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Rename the passkey`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required autoFocus maxLength={80} {...form.text('name')} />
      </form>
    </Dialog>
  );
}

/** The name of a passkey, and the pencil to change it. */
export function PasskeyName({ passkey }: { passkey: Passkey }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <b dir="auto">{passkey.name}</b>
      <IconButton icon={IconPencil} label={t`Rename ${passkey.name}`} size="small" onClick={() => setOpen(true)} />
      {isOpen && <RenameDialog passkey={passkey} onClose={() => setOpen(false)} />}
    </>
  );
}
