import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './packs.css';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { NotAdvice } from './PackNotices.tsx';
import { dayWords, type Pack, packKinds, packLanguage, places } from './words.ts';

function PackCard({ pack }: { pack: Pack }) {
  const { locale } = useFormats();
  return (
    <li className="card pack-card">
      <div className="line wrap">
        <Tag>{places[pack.jurisdiction]}</Tag>
        <Tag>{packKinds[pack.kind]}</Tag>
      </div>
      <h3>
        <Link to="/settings/packs/$packId" params={{ packId: pack.id }}>
          {pack.title}
        </Link>
      </h3>
      <p className="quiet">{pack.summary}</p>
      <div className="line wrap end">
        {pack.adoptedAt && <State state="kept">{t`We hold to it`}</State>}
        {!pack.isInForce && <State state="paused">{t`Not valid today`}</State>}
        {pack.isInForce && pack.isOld && <State state="warn">{t`Check again`}</State>}
        <span className="meta">
          <Trans>
            Version {pack.version} · checked {dayWords(pack.checkedOn, locale)}
          </Trans>
        </span>
      </div>
    </li>
  );
}

function Group({ title, packs, empty }: { title: string; packs: Pack[]; empty: string }) {
  const id = `packs-${title.replace(/\W+/g, '-').toLowerCase()}`;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {packs.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="pack-list" aria-labelledby={id}>
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} />
        ))}
      </ul>
    </section>
  );
}

/** Law and good practice to which the workspace can hold. */
export function Packs() {
  const query = useQueryOf('packs.list', { language: packLanguage() });
  const packs = query.data?.packs ?? [];
  return (
    <Page title={t`Law and practice`} back={{ to: '/settings', label: t`Back to settings` }}>
      <NotAdvice />
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading packs`} rows={6} />}
      {query.data && (
        <>
          <Group
            title={t`What we hold to`}
            packs={packs.filter((pack) => pack.adoptedAt)}
            empty={t`Nothing yet. Open a pack below to see what it says and to adopt it.`}
          />
          <Group
            title={t`What else there is`}
            packs={packs.filter((pack) => !pack.adoptedAt)}
            empty={t`You hold to every pack there is.`}
          />
        </>
      )}
    </Page>
  );
}
