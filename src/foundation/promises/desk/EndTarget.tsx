import { t } from '@lingui/core/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { useBrands, useOwers } from './people.ts';
import { nextWider, scopeWords, type TargetData } from './target-words.ts';
import { minutesWords } from './words.ts';

type EndTargetProps = { target: TargetData; targets: readonly TargetData[]; onClose: () => void };

/** Ends a target, after saying what counts from then on. */
export function EndTarget({ target, targets, onClose }: EndTargetProps) {
  const { nameOf } = useOwers();
  const brands = useBrands();
  const retire = useCommandOf('targets.retire', { touches: () => ['targets', 'calendars'] });
  const scope = (one: TargetData) =>
    scopeWords({ channel: one.channel, team: nameOf(one.teamId), brand: brands.nameOf(one.brandId) });
  const wider = nextWider(target, targets);
  const end = async () => {
    if (!(await retire.run({ targetId: target.id }))) return;
    showToast({ state: 'kept', text: t`Ended: ${told(target.title)}, ${scope(target)}` });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`End ${told(target.title)}, ${scope(target)}?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep`}</Button>
          <Button kind="danger" disabled={retire.busy} onClick={() => void end()}>
            {t`End now`}
          </Button>
        </>
      }
    >
      <p>
        {wider
          ? t`What starts from now on takes “${scope(wider)}”: ${minutesWords(wider.minutes)}.`
          : t`What starts from now on has no clock of this kind.`}
      </p>
      <p className="quiet">{t`Clocks that run keep theirs.`}</p>
    </Dialog>
  );
}
