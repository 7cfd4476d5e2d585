import { Logger as GraphileLogger, parseCronItems, type Runner, run } from 'graphile-worker';
import type { Reaction } from './capability.ts';
import type { Kernel } from './kernel.ts';
import { describeError } from './log.ts';
import { runOwnCommand } from './own-command.ts';

/**
 * Starts the job worker of this process. Jobs were queued in the same commit as their cause, may run twice after a
 * crash and are therefore safe to repeat; a failing one is retried with growing pauses (graphile-worker).
 */
export async function startJobs(kernel: Kernel): Promise<{ stop(): Promise<void> }> {
  const jobs = kernel.capabilities.flatMap((one) => one.jobs ?? []);
  const reactions = kernel.capabilities.flatMap((one) => one.reactions ?? []).filter((one) => !one.inline);
  const taskList: Record<string, (payload: unknown) => Promise<void>> = {};
  const counted = (task: string, work: () => Promise<void>) => async () => {
    try {
      await work();
      kernel.metrics.jobs.inc({ task, result: 'done' });
    } catch (error) {
      kernel.metrics.jobs.inc({ task, result: 'failed' });
      kernel.log.error({ task, error: describeError(error) }, 'job failed, will be tried again');
      throw error;
    }
  };
  for (const job of jobs) {
    taskList[job.task] = (payload) => counted(job.task, () => job.run(kernel, payload as Record<string, unknown>))();
  }
  for (const reaction of reactions) {
    const task = `react:${reaction.name}`;
    taskList[task] = (payload) => counted(task, () => runReaction(kernel, reaction, payload as ReactionPayload))();
  }
  if (Object.keys(taskList).length === 0) return { stop: async () => {} };
  const cron = jobs.filter((job) => job.cron).map((job) => ({ task: job.task, match: job.cron ?? '' }));
  const runner: Runner = await run({
    pgPool: kernel.database.pool,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new GraphileLogger(() => () => {}),
    taskList,
    parsedCronItems: parseCronItems(cron),
  });
  return { stop: () => runner.stop() };
}

interface ReactionPayload {
  workspaceId: string;
  requestId: string;
  onBehalfOf: string | null;
  data: Record<string, unknown>;
}

/** A reaction as a job runs as a command of its own, by the system on behalf of whoever caused the event. */
function runReaction(kernel: Kernel, reaction: Reaction, payload: ReactionPayload): Promise<void> {
  const { workspaceId, onBehalfOf, data } = payload;
  return runOwnCommand(kernel, `react:${reaction.name}`, { workspaceId, onBehalfOf }, (ctx) => reaction.run(ctx, data));
}
