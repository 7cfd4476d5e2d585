import { t } from '@lingui/core/macro';
import './notices.css';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { fetchWhenIdle, later } from '#kernel/web/later.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OpenFromDevice } from './OpenFromDevice.tsx';
import { useNoticeCount } from './use-notices.ts';

const Panel = later(() => import('./Panel.tsx'), 'Panel');
const most = 100;
const page = '/notices';
const phone = '(max-width: 760px)';

function Unread() {
  const unread = useNoticeCount()?.unread ?? 0;
  return unread > 0 ? <Count value={unread < most ? unread : `${most - 1}+`} fresh of="unread" /> : null;
}

/** The bell at the side, with how many wait; opens the latest beside it. */
export function RailBell() {
  const [opened, setOpened] = useState(false);
  const navigate = useNavigate();
  const open = () => {
    if (matchMedia(phone).matches) void navigate({ to: page });
    else setOpened(true);
  };
  useEffect(() => fetchWhenIdle([Panel]), []);
  useActions([{ label: t`Notices`, key: 'b', group: t`Everywhere`, icon: IconBell, run: open }]);
  return (
    <Popover
      label={t`Notices`}
      position="right-end"
      opened={opened}
      onChange={setOpened}
      target={
        <button type="button" title={t`Notices`} onClick={() => setOpened(!opened)}>
          <Icon of={IconBell} />
          <span>{t`Notices`}</span>
          <Unread />
        </button>
      }
    >
      <Suspense fallback={<Skeleton label={t`Loading notices`} />}>
        <Panel onClose={() => setOpened(false)} />
      </Suspense>
    </Popover>
  );
}

/** The bell of a phone: leads to the page. */
export function TabBell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Link to={page} aria-current={path === page ? 'page' : undefined} activeProps={{}}>
      <Icon of={IconBell} />
      {t`Notices`}
      <Unread />
    </Link>
  );
}

/** Says what is important as it comes, without taking the focus; what was there before is not said again. */
export function ImportantAloud() {
  const important = useNoticeCount()?.important;
  const known = useRef<string>(undefined);
  const [words, setWords] = useState('');
  const stamp = important === undefined ? undefined : important ? `${important.id} ${important.at}` : '';
  useEffect(() => {
    if (stamp === undefined) return;
    const isNews = known.current !== undefined && stamp !== '' && stamp !== known.current;
    known.current = stamp;
    if (isNews && important) setWords(t`Important notice: ${important.words}`);
  }, [stamp, important]);
  return (
    <>
      <div role="status" className="hide">
        {words}
      </div>
      <OpenFromDevice />
    </>
  );
}
