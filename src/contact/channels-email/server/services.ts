import { isInside } from '#kernel/egress/egress.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { startSmtp } from './arriving/smtp.ts';
import { type Fetching, startFetching } from './fetching/hold.ts';
import { askBy } from './placing/checks.ts';

interface Service {
  stop(): Promise<void>;
}
const running = new WeakMap<Kernel, Service[]>();
const fetching = new WeakMap<Kernel, Fetching>();

/** What listens or stays connected beside HTTP, in processes that serve. */
export async function startServices(kernel: Kernel): Promise<void> {
  const { role, smtpPort, mailDns, mailTrusted } = kernel.config;
  demandReadable(mailDns);
  // Throws in plain words where one of them is no range of addresses.
  await isInside('127.0.0.1', mailTrusted);
  const services: Service[] = [];
  if (role !== 'worker' && smtpPort !== undefined) services.push(await startSmtp(kernel, smtpPort));
  if (role !== 'web') {
    const fetches = startFetching(kernel);
    fetching.set(kernel, fetches);
    services.push(fetches);
  }
  running.set(kernel, services);
}

function demandReadable(mailDns: string): void {
  try {
    askBy(mailDns);
  } catch {
    throw new Error(`HEED_MAIL_DNS is ${mailDns}: write the address of a DNS server, such as 127.0.0.1:53, or off.`);
  }
}

/** A mailbox that was added or changed here is fetched anew at once. */
export function lookAfterChange(kernel: Kernel, commands: readonly string[]): void {
  if (commands.some((name) => /^mail\.(?:add|change|retire)-mailbox$/.test(name))) fetching.get(kernel)?.look();
}

export async function stopServices(kernel: Kernel): Promise<void> {
  for (const service of running.get(kernel) ?? []) await service.stop();
  running.delete(kernel);
}
