import type { Stage } from '#kernel/test/stage.ts';

/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                                     owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
conversations.list                   yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.counts                 yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.get                    yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.messages               yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.wrap-up-reasons        yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.start                  yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
conversations.reply                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.ask                    yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.note                   yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.assign                 yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.resolve                yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.reopen                 yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.set-waiting            yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.set-fields             yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.mark-read              yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.add-wrap-up-reason     yes   yes     no   no      no       no      no     | out       no        no       | own       out
conversations.retire-wrap-up-reason  yes   yes     no   no      no       no      no     | out       no        no       | none      out
conversations.tags                   yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.add-tag                yes   yes     yes  no      no       no      no     | out       no        no       | own       out
conversations.rename-tag             yes   yes     yes  no      no       no      no     | out       no        no       | none      out
conversations.retire-tag             yes   yes     yes  no      no       no      no     | out       no        no       | none      out
conversations.tag                    yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.set-priority           yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.snooze                 yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.wake                   yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.views                  yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.view-counts            yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.save-view              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.change-view            yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.retire-view            yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.order-views            yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.routing                yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
conversations.taking                 yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
conversations.set-team-routing       yes   yes     yes  no      no       no      no     | out       no        no       | conversation.unknown_assignee out
conversations.set-person-routing     yes   yes     yes  no      no       no      no     | out       no        no       | conversation.unknown_assignee out
conversations.set-taking             yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
conversations.merge                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.undo-merge             yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.split                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.links                  yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.link                   yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.unlink                 yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.by-reference           yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
conversations.hand-over              yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
conversations.take-over              yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.drafts                 yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
conversations.draft                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.save-draft             yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.hold                   yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
conversations.take-back              yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
conversations.writing                yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
conversations.choose-writing         yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
`;

/** Who may watch what on the socket: a conversation and the inbox whoever reads and lists them, `own-inbox` its owner. */
export const topics = {
  table: `
                                     owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
conversation                         yes   yes     yes  yes     no       no      yes    | out       yes       no       | no        out
inbox                                yes   yes     yes  yes     no       no      yes    | out       no        no       | no        out
own-inbox                            yes   no      no   no      no       no      no     | out       no        no       | no        out
`,
  ids: {
    conversation: (stage: Stage) => stage.visit.conversationId,
    inbox: (stage: Stage) => stage.house.workspaceId,
    'own-inbox': (stage: Stage) => stage.cast.owner.personId,
  },
};
