import type { Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Polling, startPolling } from './arriving/poll.ts';

const running = new WeakMap<Kernel, Polling>();

/** Processes that work in the background ask the services that are to be asked. */
export async function startServices(kernel: Kernel): Promise<void> {
  if (kernel.config.role !== 'web') running.set(kernel, startPolling(kernel));
}

/** An account that was connected or changed here is asked at once. */
export function lookAfterChange(kernel: Kernel, commands: readonly string[]): void {
  if (commands.some((name) => /^social\.(?:add|change|retire)-account$/.test(name))) running.get(kernel)?.look();
}

export async function stopServices(kernel: Kernel): Promise<void> {
  await running.get(kernel)?.stop();
  running.delete(kernel);
}

const tidy = statement('social_tidy', 'SELECT heed_social_tidy($1)');
const keptMs = 30 * 86_400_000;

/** What was told is kept for a month, so that it can be seen what a service said. */
export const tidyJob: Job = {
  task: 'social.tidy',
  cron: '53 3 * * *',
  run: async (kernel) => {
    await kernel.database.alone(tidy, [new Date(kernel.now().getTime() - keptMs)]);
  },
};
