import { factSources, measureNames, measureOf, numberOf } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import type { EvidenceSource } from '../contract-findings.ts';

/** A source as it is kept: a measure with the value that it had. */
export type KeptSource = EvidenceSource & { value?: number | null; n?: number };

/** Where the records of a kind come from; whoever counts them also knows how they are called. */
const recordSources = { conversation: 'conversations', feedback: 'feedback' } as const;
type RecordKind = keyof typeof recordSources;
type Described = Map<Id, { reference: string; link: string }>;

async function describe(ctx: QueryContext, sources: readonly KeptSource[]): Promise<Record<RecordKind, Described>> {
  const of = async (kind: RecordKind): Promise<Described> => {
    const ids = sources.flatMap((one) => (one.is === kind ? [one.id] : []));
    const found = ctx.contributed(factSources).find((one) => one.name === recordSources[kind]);
    return ids.length > 0 && found ? found.describe(ctx, [...new Set(ids)]) : new Map();
  };
  return { conversation: await of('conversation'), feedback: await of('feedback') };
}

/**
 * The sources of a finding, each of which is there; measures with their present value.
 * @throws Problem standard.lacks_source, standard.unknown_source
 */
export async function demandSources(ctx: QueryContext, sources: readonly EvidenceSource[]): Promise<KeptSource[]> {
  if (sources.length === 0) {
    refuse('standard.lacks_source', 'Say how it is known: name at least one conversation, feedback, measure or page.');
  }
  const known = await describe(ctx, sources);
  const kept: KeptSource[] = [];
  for (const [index, source] of sources.entries()) {
    const place = `Source ${index + 1}`;
    if ((source.is === 'conversation' || source.is === 'feedback') && !known[source.is].has(source.id)) {
      refuse('standard.unknown_source', `${place}: there is no such ${source.is} in this workspace.`);
    }
    kept.push(source.is === 'measure' ? await measured(ctx, source, place) : source);
  }
  return kept;
}

type MeasureSource = Extract<EvidenceSource, { is: 'measure' }>;

async function measured(ctx: QueryContext, source: MeasureSource, place: string): Promise<KeptSource> {
  const { measure, from, to, channel } = source;
  try {
    const { value, n } = await numberOf(ctx, measure, { from, to, channel: channel ?? undefined });
    return { ...source, value, n };
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('measure.')) throw error;
    return refuse('standard.unknown_source', `${place}: ${error.message}`);
  }
}

/** Presents the sources of findings: how each is called, where it opens, and what its value was. */
export async function presenterOf(ctx: QueryContext, sources: readonly KeptSource[]) {
  const known = await describe(ctx, sources);
  return (source: KeptSource) => {
    const nothing = { title: '', link: null, value: null, n: null, unit: null };
    if (source.is === 'outside') return { ...nothing, given: source, title: source.title };
    if (source.is !== 'measure') {
      const found = known[source.is].get(source.id);
      return { ...nothing, given: source, title: found?.reference ?? '', link: found?.link ?? null };
    }
    const { value = null, n = null, ...given } = source;
    const words = measureNames.includes(given.measure) ? measureOf(given.measure) : undefined;
    return { ...nothing, given, title: words?.words ?? given.measure, value, n, unit: words?.unit ?? null };
  };
}
