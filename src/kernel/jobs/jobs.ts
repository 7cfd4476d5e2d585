import { EventEmitter } from 'node:events';
import { type CronItem, Logger as GraphileLogger, parseCronItems, type Runner, run } from 'graphile-worker';
import type { Job, Reaction } from '../server/capability.ts';
import type { Kernel } from '../server/kernel.ts';
import { describeError } from '../server/log.ts';
import { runOwnCommand } from '../server/own-command.ts';
import { startBeating } from './beat.ts';

type Tasks = Record<string, (payload: unknown) => Promise<void>>;

const restartMs = 1_000;

/**
 * Starts the job worker of this process. Jobs were queued in the same commit as their cause, may run twice after a
 * crash and are therefore safe to repeat; a failing one is retried with growing pauses (graphile-worker). A worker that
 * gives up, because the database was away for long, is started again.
 */
export async function startJobs(kernel: Kernel): Promise<{ stop(): Promise<void> }> {
  const taskList = tasksOf(kernel);
  if (Object.keys(taskList).length === 0) return { stop: async () => {} };
  const beating = startBeating(kernel);
  let runner: Runner | undefined;
  let isStopped = false;
  const again = () => {
    if (!isStopped) setTimeout(() => void start().catch(again), restartMs).unref();
  };
  const start = async () => {
    if (isStopped) return;
    runner = await run(runnerOptions(kernel, taskList, beating.pools));
    runner.promise.then(again, (error: unknown) => {
      kernel.log.warn({ error: describeError(error) }, 'the job worker stopped and is started again');
      again();
    });
  };
  await start();
  return {
    stop: async () => {
      isStopped = true;
      await runner?.stop();
      await beating.stop();
    },
  };
}

function runnerOptions(kernel: Kernel, taskList: Tasks, pools: Set<string>): Parameters<typeof run>[0] {
  const events = new EventEmitter();
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => pools.add(workerPool.id));
  return {
    pgPool: kernel.database.pool,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new GraphileLogger(() => () => {}),
    events: events as NonNullable<Parameters<typeof run>[0]['events']>,
    taskList,
    parsedCronItems: parseCronItems(cronItems(kernel.capabilities.flatMap((one) => one.jobs ?? []))),
    // With a delay, be it none, the library hears of an ending that could not be written down, and tries again; without
    // one nobody does, and a database that hangs at that moment ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

/** What runs by the clock. Upkeep shares one queue; a turn that still waits when the next one comes is the same turn. */
export function cronItems(jobs: readonly Job[]): CronItem[] {
  return jobs.flatMap(({ task, cron: match, isUpkeep }) => {
    const options = isUpkeep && { options: { queueName: 'upkeep', jobKey: task } };
    return match ? [{ task, match, ...options }] : [];
  });
}

function tasksOf(kernel: Kernel): Tasks {
  const tasks: Tasks = {};
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
  for (const job of kernel.capabilities.flatMap((one) => one.jobs ?? [])) {
    tasks[job.task] = (payload) => counted(job.task, () => job.run(kernel, payload as Record<string, unknown>))();
  }
  for (const reaction of kernel.capabilities.flatMap((one) => one.reactions ?? [])) {
    if (reaction.inline) continue;
    const task = `react:${reaction.name}`;
    tasks[task] = (payload) => counted(task, () => runReaction(kernel, reaction, payload as ReactionPayload))();
  }
  return tasks;
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
