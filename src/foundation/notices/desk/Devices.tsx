import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconBellRinging from '@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs';
import IconDevices from '@tabler/icons-react/dist/esm/icons/IconDevices.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { InstallHint } from './InstallHint.tsx';
import { canBeTold, subscribe, thisDevice, unsubscribe } from './worker.ts';

type Listed = OutputOf<'notices.devices'>;
type Device = Listed['devices'][number];

const useTouches = () => {
  const { person } = useSession();
  return { touches: () => [`notices:${person.id}`] };
};

/** Why this browser cannot be told, in words; undefined where it can. */
function hindrance(listed: Listed): { title: string; words: string } | undefined {
  if (!listed.isPossible) return { title: t`Not in practice.`, words: t`Nothing leaves a practice workspace.` };
  if (!canBeTold()) {
    return {
      title: t`This browser cannot be told.`,
      words: t`It needs Heed under HTTPS and a browser with notifications. On an iPhone or iPad, install Heed on the home screen first and open it there.`,
    };
  }
  if (Notification.permission !== 'denied') return undefined;
  return {
    title: t`This browser blocks notifications of Heed.`,
    words: t`Allow them in the browser’s settings for this address, beside the address bar, then come back here.`,
  };
}

function SwitchOn({ listed }: { listed: Listed }) {
  const add = useCommandOf('notices.add-device', useTouches());
  const attempt = useCommandOf('notices.try-device');
  const [saidNo, setSaidNo] = useState(false);
  const form = useForm({
    initial: {},
    send: async () => {
      const address = await subscribe(listed.senderKey);
      setSaidNo(!address);
      if (!address) return;
      const { deviceId } = await add.send(address);
      thisDevice.keep(deviceId);
      showToast({ state: 'kept', text: t`Notices come to this device now. A first one is on its way.` });
      await attempt.run({ deviceId });
    },
  });
  const why = hindrance(listed);
  if (why) {
    return (
      <Notice state="paused" title={why.title}>
        {why.words}
      </Notice>
    );
  }
  return (
    <>
      <FormProblem problem={form.problem} />
      {saidNo && (
        <Notice state="info" title={t`Nothing was switched on.`} urgent>
          {t`The browser asked, and the answer was no or none.`}
        </Notice>
      )}
      <div className="line">
        <Button kind="primary" icon={IconBellRinging} disabled={form.busy} onClick={() => form.submit()}>
          {form.busy ? t`Waiting for the browser…` : t`Let notices come to this device`}
        </Button>
      </div>
    </>
  );
}

function DeviceLine({ device, isThis }: { device: Device; isThis: boolean }) {
  const formats = useFormats();
  const touches = useTouches();
  const remove = useCommandOf('notices.remove-device', touches);
  const change = useCommandOf('notices.change-device', touches);
  const deviceId = device.id;
  const go = async () => {
    if (!(await remove.run({ deviceId }))) return;
    if (isThis) {
      thisDevice.forget();
      await unsubscribe().catch(() => undefined);
    }
    showToast({ state: 'kept', text: t`No more notices go to ${device.name}.` });
  };
  return (
    <li>
      <Icon of={IconDevices} />
      <span className="grow stack tight">
        <span className="line wrap">
          <b>{device.name}</b>
          {isThis && <span className="meta">{t`This one`}</span>}
          {!device.isCurrent && <State state="paused">{t`Switch it on once more`}</State>}
        </span>
        <span className="meta">
          <Trans>Since {formats.date(device.addedAt)} ·</Trans>{' '}
          {device.sentAt ? t`last told ${formats.when(device.sentAt)}` : t`not told yet`}
        </span>
        <Switch
          label={
            <>
              {t`Show who and what it is about`}
              <VisuallyHidden>
                {' '}
                <Trans>on {device.name}</Trans>
              </VisuallyHidden>
            </>
          }
          checked={device.isDetailed}
          onChange={(isDetailed) => void change.run({ deviceId, isDetailed })}
        />
      </span>
      <Button size="small" disabled={remove.busy} onClick={() => void go()}>
        <Trans>
          Remove<span className="hide"> {device.name}</span>
        </Trans>
      </Button>
    </li>
  );
}

/** The devices that notices reach while Heed is closed. */
export function Devices() {
  const { person } = useSession();
  const query = useQueryOf('notices.devices', { personId: person.id });
  const listed = query.data;
  const own = thisDevice.read();
  const isOn = listed?.devices.some((device) => device.id === own && device.isCurrent);
  return (
    <section className="stack" aria-labelledby="devices">
      <h2 id="devices">{t`Your devices`}</h2>
      <p className="quiet narrow">
        <Trans>
          A device is told what you chose above also when Heed is closed there. It names nobody on a locked screen
          unless you want that, never shows what a customer wrote, and keeps your quiet hours.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading your devices`} shape="rows" />}
      {listed && listed.devices.length > 0 && (
        <ul className="lines notice-devices" aria-label={t`Devices that are told`}>
          {listed.devices.map((device) => (
            <DeviceLine key={device.id} device={device} isThis={device.id === own} />
          ))}
        </ul>
      )}
      {listed && !isOn && <SwitchOn listed={listed} />}
      <InstallHint />
    </section>
  );
}
