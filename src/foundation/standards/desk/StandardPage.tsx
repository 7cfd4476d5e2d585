import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './standards.css';
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Inserts } from '#kernel/web/shell/Inserts.tsx';
import { Page, useTitle } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Actions } from './Actions.tsx';
import { Changes } from './Changes.tsx';
import { ClauseEditor, type Editing } from './ClauseEditor.tsx';
import { Comments } from './Comments.tsx';
import { LifeLine } from './LifeLine.tsx';
import { Outline } from './Outline.tsx';
import { ReadAndSign } from './ReadAndSign.tsx';
import { Sheet } from './Sheet.tsx';
import { type Standard, stateWords } from './words.ts';

function Head({
  standard,
  onCompare,
  isComparing,
}: {
  standard: Standard;
  onCompare: () => void;
  isComparing: boolean;
}) {
  const formats = useFormats();
  const { version } = standard;
  return (
    <div className="head">
      <Link to="/standards" className="btn quiet icon phone" aria-label={t`Back to the standards`}>
        <Icon of={IconChevronLeft} />
      </Link>
      <div className="grow std-name">
        <div className="crumbs meta cut wide">
          <Link to="/standards">{t`Standards`}</Link> / <bdi>{standard.name}</bdi>
        </div>
        <div className="line">
          <h1 className="cut page-title">
            <bdi>{standard.name}</bdi>
          </h1>
          <Badge accent={version.state !== 'retired'}>
            {`${stateWords[version.state]} ${version.major}.${version.minor}`}
          </Badge>
          {version.effectiveFrom && (
            <span className="meta nowrap wide">
              <Trans>from {formats.due(version.effectiveFrom)}</Trans>
            </span>
          )}
        </div>
      </div>
      <Actions standard={standard} onCompare={onCompare} isComparing={isComparing} />
    </div>
  );
}

/** The clause that the address names comes into view when the document is there. */
function useClauseOfAddress(isReady: boolean): void {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (isReady && id) document.getElementById(id)?.scrollIntoView();
  }, [isReady]);
}

/** A standard as people read, discuss and change it. */
export function StandardPage() {
  const { standardId = '', versionId } = useParams({ strict: false }) as { standardId?: string; versionId?: string };
  const query = useQueryOf('standards.get', { standardId, ...(versionId && { versionId }) }, { keep: true });
  const [editing, setEditing] = useState<Editing>();
  const [isComparing, setComparing] = useState(false);
  const standard = query.data;
  useTitle(standard?.name ?? t`Standard`);
  useClauseOfAddress(standard !== undefined);
  if (!standard)
    return (
      <Page title={t`Standard`} back={{ to: '/standards', label: t`Back to the standards` }}>
        {query.error ? (
          <Trouble problem={query.error} again={() => void query.refetch()} />
        ) : (
          <Skeleton label={t`Loading the standard`} rows={8} />
        )}
      </Page>
    );
  return (
    <>
      <Head standard={standard} onCompare={() => setComparing(!isComparing)} isComparing={isComparing} />
      <LifeLine standard={standard} />
      <div className="std">
        <Outline clauses={standard.clauses} />
        <ScrollBox className="std-sheet" label={t`Document`}>
          <ReadAndSign standard={standard} />
          <Inserts
            place="standards.document"
            about={{ standardId, versionId: standard.version.id, state: standard.version.state }}
          />
          {isComparing ? (
            <Changes versionId={standard.version.id} />
          ) : (
            <Sheet key={standard.version.id} standard={standard} onEdit={setEditing} />
          )}
        </ScrollBox>
        <Comments standard={standard} />
      </div>
      {editing && <ClauseEditor standard={standard} editing={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
