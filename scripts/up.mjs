#!/usr/bin/env node
// `npm start`: installs, builds what changed, and starts Heed. Arguments go on to `heed start`.
import { prepare, runCli } from './lib/start.mjs';

await prepare();
await runCli(['start', ...process.argv.slice(2)]);
