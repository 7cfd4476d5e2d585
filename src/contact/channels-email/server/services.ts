import type { Kernel } from '#kernel/server/kernel.ts';
import { startSmtp } from './arriving/smtp.ts';
import { askBy } from './placing/checks.ts';

interface Service {
  stop(): Promise<void>;
}
const running = new WeakMap<Kernel, Service[]>();

/** What listens or stays connected beside HTTP, in processes that serve. */
export async function startServices(kernel: Kernel): Promise<void> {
  const { role, smtpPort, mailDns } = kernel.config;
  demandReadable(mailDns);
  const services: Service[] = [];
  if (role !== 'worker' && smtpPort !== undefined) services.push(await startSmtp(kernel, smtpPort));
  running.set(kernel, services);
}

function demandReadable(mailDns: string): void {
  try {
    askBy(mailDns);
  } catch {
    throw new Error(`HEED_MAIL_DNS is ${mailDns}: write the address of a DNS server, such as 127.0.0.1:53, or off.`);
  }
}

export async function stopServices(kernel: Kernel): Promise<void> {
  for (const service of running.get(kernel) ?? []) await service.stop();
  running.delete(kernel);
}
