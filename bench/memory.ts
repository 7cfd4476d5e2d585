import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { makeDataset, small, standard } from './lib/dataset.ts';
import { pause, shown } from './lib/numbers.ts';
import { familyOf, pssMb } from './lib/proc.ts';
import { startProduct } from './lib/product.ts';

export const memory: Bench = {
  name: 'memory',
  about: 'memory of the whole product with its database, 30 s after a start with the demo’s data',
  run: async ({ quick }) => {
    const { demo } = quick ? small : standard;
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, { demo, total: demo });
    const product = await startProduct(dataDir);
    await pause(quick ? 10_000 : 30_000);
    const heed = pssMb(product.pid);
    const database = familyOf(product.postgresPid).map(pssMb);
    await product.stop();
    const postgres = database.reduce((sum, mb) => sum + mb, 0);
    return {
      figures: { idle_pss_mb: heed + postgres },
      series: [],
      notes: [`Heed ${shown(heed)} MB, PostgreSQL ${shown(postgres)} MB in ${database.length} processes (PSS).`],
    };
  },
};
