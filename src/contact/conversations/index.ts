import { contactSources } from '#contact/customers/index.ts';
import { fieldSubjects } from '#foundation/fields/index.ts';
import { letterKinds } from '#foundation/letters/index.ts';
import { fileStores } from '#foundation/library/index.ts';
import { factSources } from '#foundation/measures/index.ts';
import { noticeKinds } from '#foundation/notices/index.ts';
import { promiseSubjects } from '#foundation/promises/index.ts';
import { fileProblems } from '#kernel/contract/files.ts';
import { customerRows } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { colleagueProblems, handOverTaken } from './contract-colleagues.ts';
import * as merging from './contract-merge.ts';
import { writingChosen, writingProblems } from './contract-writing.ts';
import { ask } from './server/ask.ts';
import { assignConversation } from './server/assign.ts';
import { conversationContacts } from './server/contacts.ts';
import { conversationRows, fileRows } from './server/customer-rows.ts';
import { draftsHere, keepDraft, myDrafts } from './server/drafts.ts';
import { conversationTopic, deskPushes, inboxTopic, onSetUp, ownInboxTopic } from './server/extends.ts';
import { conversationFacts } from './server/facts.ts';
import { conversationFields, setFields } from './server/fields.ts';
import { libraryFiles } from './server/files/held.ts';
import { fileRoutes } from './server/files/routes.ts';
import { fileJobs } from './server/files/sweep.ts';
import { handOverHere, handOverKind, takeHandOver } from './server/hand-over.ts';
import { heldReplyLeaves, holdAnswer, takeAnswerBack } from './server/hold.ts';
import { conversationInvariants } from './server/invariants.ts';
import { changeOneView, orderMyViews, retireOneView, saveNewView } from './server/keep-views.ts';
import { generalLetter } from './server/letter.ts';
import { byReference, link, linkList, unlink } from './server/links.ts';
import { conversationList } from './server/list.ts';
import { markConversationRead } from './server/mark-read.ts';
import { mentionKind } from './server/mention.ts';
import { merge } from './server/merge.ts';
import { noteForColleagues } from './server/note.ts';
import { nudgeKinds, onAssigned, unreadByAssignee } from './server/nudge.ts';
import { conversationPolicy, viewPolicy } from './server/policy.ts';
import { conversationSubject, onSilence } from './server/promises.ts';
import { conversation, messages, viewCounts, wrapUpReasons } from './server/queries.ts';
import { replyToCustomer } from './server/reply.ts';
import { resolveConversation } from './server/resolve.ts';
import { routeJob } from './server/route.ts';
import { myTaking, routingShown, setMyTaking, setRoutingOfPerson, setRoutingOfTeam } from './server/routing.ts';
import { setConversationPriority } from './server/set-priority.ts';
import { reopenConversation, setConversationWaiting } from './server/set-status.ts';
import { snoozeConversation, wakeConversation, wakeDeadline, wokenNotice } from './server/snooze.ts';
import { split } from './server/split.ts';
import { start } from './server/start.ts';
import { tagOne } from './server/tag.ts';
import { addNewTag, renameOneTag, retireOneTag, tagList } from './server/tags.ts';
import { undo } from './server/undo-merge.ts';
import { savedViewCounts, viewList } from './server/views.ts';
import { addReason, retireReason } from './server/wrap-up-reasons.ts';
import { chooseOwnWriting, writing } from './server/writing.ts';

/** Every contact as one record: messages in order, who has it, and what it was about in the end. */
export const conversations: Capability = {
  name: 'conversations',
  problems: {
    ...contract.conversationProblems,
    ...contract.workProblems,
    ...contract.viewProblems,
    ...colleagueProblems,
    ...merging.mergeProblems,
    ...writingProblems,
    ...contract.askProblems,
    ...fileProblems,
  },
  events: [
    contract.conversationStarted,
    contract.messageSent,
    contract.noteWritten,
    contract.conversationAssigned,
    contract.statusChanged,
    contract.conversationResolved,
    contract.conversationFieldsChanged,
    contract.wrapUpReasonChanged,
    contract.tagChanged,
    contract.conversationTagged,
    contract.priorityChanged,
    contract.conversationSnoozed,
    contract.conversationWoken,
    contract.viewChanged,
    contract.routingChanged,
    contract.conversationRouted,
    handOverTaken,
    merging.conversationMerged,
    merging.conversationJoined,
    merging.conversationUnmerged,
    merging.conversationParted,
    merging.conversationLinked,
    merging.conversationUnlinked,
    writingChosen,
  ],
  commands: [
    start,
    replyToCustomer,
    ask,
    noteForColleagues,
    assignConversation,
    resolveConversation,
    reopenConversation,
    setConversationWaiting,
    setFields,
    markConversationRead,
    addReason,
    retireReason,
    tagOne,
    addNewTag,
    renameOneTag,
    retireOneTag,
    setConversationPriority,
    snoozeConversation,
    wakeConversation,
    saveNewView,
    orderMyViews,
    changeOneView,
    retireOneView,
    setRoutingOfTeam,
    setRoutingOfPerson,
    setMyTaking,
    takeHandOver,
    merge,
    undo,
    split,
    link,
    unlink,
    keepDraft,
    holdAnswer,
    takeAnswerBack,
    chooseOwnWriting,
  ],
  queries: [
    conversationList,
    viewCounts,
    conversation,
    messages,
    wrapUpReasons,
    tagList,
    savedViewCounts,
    viewList,
    myTaking,
    routingShown,
    handOverHere,
    linkList,
    byReference,
    draftsHere,
    myDrafts,
    writing,
  ],
  deadlines: [wakeDeadline, heldReplyLeaves, unreadByAssignee],
  jobs: [routeJob, ...fileJobs],
  routes: fileRoutes,
  pushes: deskPushes,
  topics: [conversationTopic, inboxTopic, ownInboxTopic],
  reactions: [onSetUp, onSilence, onAssigned],
  contributes: [
    contribute(fieldSubjects, conversationFields),
    contribute(letterKinds, generalLetter),
    contribute(factSources, conversationFacts),
    contribute(noticeKinds, wokenNotice),
    contribute(promiseSubjects, conversationSubject),
    contribute(fileStores, libraryFiles),
    contribute(contactSources, conversationContacts),
    contribute(customerRows, conversationRows, fileRows),
    contribute(noticeKinds, mentionKind, handOverKind, ...nudgeKinds),
  ],
  invariants: conversationInvariants,
  abilities: (role) =>
    [
      ...roleActions(conversationPolicy, role),
      ...roleActions(viewPolicy, role).filter((action) => action !== 'read'),
    ].map((action) => `conversations.${action}`),
};

export { accessConversation, accessRoot } from './server/access.ts';
export { askCustomer, keepAnswerTo, questionOf } from './server/ask.ts';
export { demandTeam } from './server/assign.ts';
export { setBrandEntries } from './server/brand-entries.ts';
export { demandFiles, filesOfMessage, presentFiles } from './server/files/attach.ts';
export { contentsLock, shareContents } from './server/files/contents-lock.ts';
export { forgetPlaces, keepPrepared, type Prepared, prepareFile } from './server/files/keep.ts';
export { contentHolders } from './server/files/sweep.ts';
export { countHistories, type History, historiesOf } from './server/history.ts';
export { saveLink } from './server/links.ts';
export { subjectOf } from './server/promises.ts';
export { messagesById } from './server/queries.ts';
export { conversationForCustomer, receiveMessage } from './server/receive.ts';
export { routeSoon } from './server/route.ts';
export { openConversation } from './server/start.ts';
export { authorOf, type Before, writeMessage } from './server/write-message.ts';
