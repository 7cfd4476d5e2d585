import { openMailReader } from '#contact/channels-email/understanding/reader.ts';
import type { Bench } from './lib/bench.ts';
import { makeMail } from './lib/mails.ts';
import { spread } from './lib/numbers.ts';

export const mail: Bench = {
  name: 'mail',
  about: 'mails from raw bytes to what is understood of them, in their thread, one after the other',
  run: async ({ quick }) => {
    const reader = openMailReader();
    // 1 to 30 KB, small ones more often.
    const mails = Array.from({ length: 400 }, (_, index) => makeMail(index, 1 + ((index * index) % 30)));
    const large = makeMail(3, 130);
    const time = async (raw: Uint8Array) => {
      const startedAt = performance.now();
      const { visibleReply } = await reader.understand(raw);
      if (visibleReply === '') throw new Error('Nothing was understood.');
      return performance.now() - startedAt;
    };
    for (const raw of mails) await time(raw);
    const startedAt = performance.now();
    const each: number[] = [];
    for (let round = 0; round < (quick ? 1 : 10); round++) for (const raw of mails) each.push(await time(raw));
    const seconds = (performance.now() - startedAt) / 1_000;
    const larges: number[] = [];
    for (let times = 0; times < (quick ? 10 : 100); times++) larges.push(await time(large));
    await reader.close();
    const bytes = mails.reduce((sum, raw) => sum + raw.length, 0) / mails.length;
    return {
      figures: { mails_per_s: each.length / seconds, large_ms: spread(larges).median },
      series: [
        { name: 'a mail of 1 to 30 KB', unit: 'ms', spread: spread(each) },
        { name: `a mail of ${Math.round(large.length / 1_024)} KB`, unit: 'ms', spread: spread(larges) },
      ],
      notes: [
        `${mails.length} mails of ${Math.round(bytes / 1_024)} KB on average: text, HTML, both, and both with a picture; visible reply and sanitised HTML included.`,
      ],
    };
  },
};
