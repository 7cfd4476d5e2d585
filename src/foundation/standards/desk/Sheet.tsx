import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { type Tab, Tabs } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Benchmarks } from './Benchmarks.tsx';
import type { Editing } from './ClauseEditor.tsx';
import { Document } from './Document.tsx';
import { Needs } from './Needs.tsx';
import type { Evidence } from './research-words.ts';
import { Suggestions } from './Suggestions.tsx';
import type { Standard } from './words.ts';

type View = 'document' | 'needs' | 'benchmark' | 'suggestions';

function Founded({ standard, view }: { standard: Standard; view: (evidence: Evidence) => ReactNode }) {
  const query = useQueryOf('standards.evidence', { versionId: standard.version.id }, { keep: true });
  if (query.data) return view(query.data);
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  return <Skeleton label={t`Loading what it is founded on`} rows={6} />;
}

/** The document, what it is founded on, and what people suggest. Somebody in the middle of research begins there. */
export function Sheet({ standard, onEdit }: { standard: Standard; onEdit: (editing: Editing) => void }) {
  const { can } = useSession();
  const { state } = standard.version;
  const [view, setView] = useState<View>('document');
  const tabs: Tab<View>[] = [
    { value: 'document', label: t`Document`, panel: <Document standard={standard} onEdit={onEdit} /> },
    {
      value: 'needs',
      label: t`Needs`,
      count: standard.founded.findings,
      panel: <Founded standard={standard} view={(evidence) => <Needs standard={standard} evidence={evidence} />} />,
    },
    {
      value: 'benchmark',
      label: t`Benchmark`,
      count: standard.founded.benchmarks,
      panel: (
        <Founded standard={standard} view={(evidence) => <Benchmarks standard={standard} evidence={evidence} />} />
      ),
    },
  ];
  if (can('standards.suggestions')) {
    const panel = <Suggestions standardId={standard.id} />;
    tabs.push({ value: 'suggestions', label: t`Suggestions`, panel });
  }
  // Each step of the research opens its own view when it begins, and leaves it to the reader after that.
  const [seen, setSeen] = useState(state);
  if (seen !== state) {
    setSeen(state);
    if (state === 'needs' || state === 'benchmark') setView(state);
    else if (view !== 'suggestions') setView('document');
  }
  return <Tabs label={t`Views of this standard`} tabs={tabs} value={view} onChange={setView} />;
}
