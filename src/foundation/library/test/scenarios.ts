import { randomBytes } from 'node:crypto';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const named = (kind: 'code' | 'offline') => ({ kind, title: `Item ${randomBytes(4).toString('hex')}` });
const made = ({ cast }: Stage, kind: 'code' | 'offline' = 'code') => cast.owner.call(contract.addItem, named(kind));

export const scenarios = [
  scenario(contract.listItems, () => ({}), { screens: () => [{ kind: 'code' as const }, { only: 'stale' as const }] }),
  scenario(contract.getItem, async (stage) => ({ itemId: (await made(stage)).itemId })),
  scenario(contract.exportItems, () => ({ words: 'item' })),
  scenario(contract.addItem, () => named('code')),
  scenario(contract.changeItem, async (stage) => ({ ...(await made(stage)), ...named('code') })),
  scenario(contract.attachFile, async (stage) => ({ ...(await made(stage)), fileId: null })),
  scenario(contract.checkItem, async (stage) => ({ itemId: (await made(stage)).itemId, nextCheckOn: '2099-01-01' })),
  scenario(contract.retireItem, async (stage) => ({ itemId: (await made(stage)).itemId })),
  scenario(contract.importLines, async (stage) => ({
    ...(await made(stage, 'offline')),
    rows: 'Refund window,14,days',
  })),
];
