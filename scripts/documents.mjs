#!/usr/bin/env node
// Writes the documents that are derived: third-party notices, what flows upwards, and the README's table of settings.
// `--check` writes nothing and fails when one is out of date.
import { settings } from './documents/settings.mjs';
import { keepDocument } from './documents/write.mjs';
import { upward } from './list-upward.mjs';
import { notices } from './notices.mjs';

for (const make of [notices, upward, settings]) await keepDocument(await make());
