/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
feedback.settings         yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
feedback.change-settings  yes   yes     no   no      no       no      no     | out       no        no       | own       out
feedback.list             yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
feedback.export           yes   yes     yes  no      no       no      no     | out       no        no       | own       out
feedback.of-conversation  yes   yes     yes  yes     none     none      yes    | out       no        no       | none      out
feedback.set-silence      yes   yes     yes  yes     none     none      no     | out       no        no       | none      out
feedback.answer           yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
feedback.silence          yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
`;
