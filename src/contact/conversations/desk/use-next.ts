import { t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { asProblem, tellProblem, useData } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { viewInput } from './views.ts';

type Row = OutputOf<'conversations.list'>['conversations'][number];

/** What was passed over in a view, by conversation and the version that was seen: a new message brings it back. */
let passed: { view: string; versions: Map<string, number> } = { view: '', versions: new Map() };

/**
 * Opens what falls due next in this view. Pressed again it goes on to the one after it, and after the last it begins
 * anew. However often it is pressed, it looks once at a time.
 */
export function useNext(view: string): () => void {
  const { client } = useData();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false }) as { conversationId?: string };
  const isLooking = useRef(false);

  const find = async (): Promise<Row | undefined> => {
    let after: string | undefined;
    do {
      const input = { ...viewInput(view), sort: 'due' as const, limit: 50, ...(after !== undefined && { after }) };
      const page = await client.query('conversations.list', input);
      const { versions } = passed;
      const next = page.conversations.find((row) => row.id !== conversationId && versions.get(row.id) !== row.version);
      if (next) return next;
      after = page.next ?? undefined;
    } while (after !== undefined);
    return undefined;
  };

  const open = async () => {
    if (passed.view !== view) passed = { view, versions: new Map() };
    let next = await find();
    if (!next && passed.versions.size > 0) {
      passed.versions.clear();
      next = await find();
      if (next) showToast({ text: t`That was the last of this view. It begins again with what is due first.` });
    }
    if (!next) {
      showToast({ text: conversationId ? t`Nothing else is in this view.` : t`Nothing is in this view.` });
      return;
    }
    passed.versions.set(next.id, next.version);
    await navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: next.id } });
  };

  return () => {
    if (isLooking.current) return;
    isLooking.current = true;
    open()
      .catch((error: unknown) => tellProblem(asProblem(error)))
      .finally(() => {
        isLooking.current = false;
      });
  };
}
