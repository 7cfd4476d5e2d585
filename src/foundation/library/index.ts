import { noticeKinds, noticeSubjects } from '#foundation/notices/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { dueCheck, dueNotice, librarySubject } from './server/checks.ts';
import { attachOneFile } from './server/files.ts';
import { importOfflineLines } from './server/import-lines.ts';
import { exported, item, itemList } from './server/items.ts';
import { addOneItem, changeOneItem, checkOneItem, retireOneItem } from './server/keep.ts';
import { libraryPolicy } from './server/policy.ts';
import { onSetUp } from './server/set-up.ts';

/** What a workspace goes by or leans on: with its source, its rights, and the day on which somebody looks again. */
export const library: Capability = {
  name: 'library',
  problems: contract.libraryProblems,
  events: [
    ...[contract.itemAdded, contract.itemChanged, contract.itemChecked, contract.itemRetired],
    ...[contract.linesImported, contract.checkDue],
  ],
  commands: [addOneItem, changeOneItem, attachOneFile, checkOneItem, retireOneItem, importOfflineLines],
  queries: [itemList, item, exported],
  reactions: [onSetUp],
  deadlines: [dueCheck],
  contributes: [contribute(noticeKinds, dueNotice), contribute(noticeSubjects, librarySubject)],
  abilities: (role) => roleActions(libraryPolicy, role).map((action) => `library.${action}`),
};

export { type FileStore, fileStores, isOfLibrary } from './server/files.ts';
export { beginItems, offlineLines } from './server/for-standards.ts';
export { type ItemRow, itemsNamed, itemsOfKinds } from './server/rows.ts';
