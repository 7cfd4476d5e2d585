import { t } from '@lingui/core/macro';
import IconChecklist from '@tabler/icons-react/dist/esm/icons/IconChecklist.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { ConsultDialog } from './ConsultDialog.tsx';
import { Readers } from './Readers.tsx';
import { BeginDialog, RetireDialog, ReturnDialog, ScheduleDialog, SettingsDialog } from './StepDialogs.tsx';
import type { Standard } from './words.ts';

type Dialogue = 'consult' | 'schedule' | 'return' | 'begin' | 'retire' | 'settings' | 'readers';
const touches = { touches: () => ['standards', 'targets'] };

/** The browser saves it: the server says that it is a file. */
function download(versionId: string, form: 'pdf' | 'json'): void {
  window.location.assign(`/api/v1/standard-versions/${versionId}/file?form=${form}`);
}

type Props = { standard: Standard; onCompare: () => void; isComparing: boolean };

/** The next step as a button; what else can be done as a menu. */
export function Actions({ standard, onCompare, isComparing }: Props) {
  const navigate = useNavigate();
  const { can } = useSession();
  const [open, setOpen] = useState<Dialogue>();
  const step = useCommandOf('standards.take-step', touches);
  const closeRound = useCommandOf('standards.close-round', touches);
  const align = useCommandOf('standards.align', touches);
  const approve = useCommandOf('standards.approve', touches);
  const { version, abilities, versions } = standard;
  const versionId = version.id;
  const alignment = {
    to: '/standards/$standardId/$versionId/alignment',
    params: { standardId: standard.id, versionId },
  } as const;
  const may = (ability: string) => abilities.includes(ability);
  const isRoundOpen = standard.rounds.some((round) => round.closedAt === null);
  const isLatest = !versions.some((one) => !['published', 'retired'].includes(one.state));
  const next = {
    draft: may('step') && { label: t`Gather needs`, run: () => void step.run({ versionId, to: 'needs' }) },
    needs: may('step') && { label: t`Compare with others`, run: () => void step.run({ versionId, to: 'benchmark' }) },
    benchmark: may('consult') && { label: t`Ask for comments`, run: () => setOpen('consult') },
    consulting: may('align') && {
      label: t`Close consultation`,
      run: async () => {
        if (await align.run({ versionId })) void navigate(alignment);
      },
    },
    aligning: may('submit') && { label: t`Align`, run: () => navigate(alignment) },
    submitted: may('approve') && {
      label: t`Approve`,
      run: async () => {
        if (await approve.run({ versionId })) showToast({ state: 'kept', text: t`Approved; it never changes again` });
      },
    },
    approved: may('schedule') && { label: t`Publish`, run: () => setOpen('schedule') },
    scheduled: may('schedule') && { label: t`Change the date`, run: () => setOpen('schedule') },
    published: may('keep') && isLatest && { label: t`Next version`, run: () => setOpen('begin') },
    retired: false as const,
  }[version.state];
  const entries = [
    { label: t`Alignment`, onPick: () => void navigate(alignment) },
    may('consult') &&
      version.state === 'consulting' && {
        label: isRoundOpen ? t`Ask more people` : t`Ask for another round`,
        onPick: () => setOpen('consult'),
      },
    may('close_round') &&
      isRoundOpen && { label: t`Close this round`, onPick: () => void closeRound.run({ versionId }) },
    may('return') && { label: t`Return to draft`, onPick: () => setOpen('return') },
    version.state === 'published' && may('readers') && { label: t`Who has signed`, onPick: () => setOpen('readers') },
    can('standards.export') && { label: t`Download as PDF`, onPick: () => download(versionId, 'pdf') },
    can('standards.export') && { label: t`Download as JSON`, onPick: () => download(versionId, 'json') },
    may('keep') && { label: t`Name and readers`, onPick: () => setOpen('settings') },
    ...versions
      .filter((one) => one.id !== versionId)
      .slice(0, 8)
      .map((one) => ({
        label: t`Show version ${`${one.major}.${one.minor}`}`,
        onPick: () =>
          void navigate({
            to: '/standards/$standardId/$versionId',
            params: { standardId: standard.id, versionId: one.id },
          }),
      })),
    can('standards.keep') && !standard.isRetired && { label: t`Retire`, danger: true, onPick: () => setOpen('retire') },
  ].filter((entry) => entry !== false);
  const close = () => setOpen(undefined);
  return (
    <>
      {version.basedOn && (
        <Button icon={IconHistory} pressed={isComparing} onClick={onCompare}>
          {t`Changes`}
        </Button>
      )}
      <Link {...alignment} className="btn wide">
        <Icon of={IconChecklist} />
        {t`Alignment`}
      </Link>
      {entries.length > 0 && (
        <Menu
          label={t`More`}
          entries={entries}
          target={<IconButton icon={IconDots} label={t`More about this standard`} />}
        />
      )}
      {next && (
        <Button kind="primary" disabled={align.busy || approve.busy || step.busy} onClick={() => void next.run()}>
          {next.label}
        </Button>
      )}
      {open === 'consult' && <ConsultDialog standard={standard} onClose={close} />}
      {open === 'schedule' && <ScheduleDialog standard={standard} onClose={close} />}
      {open === 'return' && <ReturnDialog standard={standard} onClose={close} />}
      {open === 'begin' && <BeginDialog standard={standard} onClose={close} />}
      {open === 'retire' && <RetireDialog standard={standard} onClose={close} />}
      {open === 'settings' && <SettingsDialog standard={standard} onClose={close} />}
      {open === 'readers' && <Readers versionId={versionId} onClose={close} />}
    </>
  );
}
