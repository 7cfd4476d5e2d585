import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Devices } from './Devices.tsx';

/** Where a colleague is signed in, for an owner. */
export function DevicesDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Devices of ${person.name}`}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t`Done`}
        </Button>
      }
    >
      <p className="quiet">
        <Trans>
          Where {person.name} is signed in to this workspace. Signing out takes effect within a second; they may sign in
          again unless you shut them out.
        </Trans>
      </p>
      <Devices personId={person.id} />
    </Dialog>
  );
}
