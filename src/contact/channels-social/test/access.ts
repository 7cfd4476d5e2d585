/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                        owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
social.accounts         yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
social.add-account      yes   yes     no   no      no       no      no     | out       no        no       | social.not_connected out
social.change-account   yes   yes     no   no      no       no      no     | out       no        no       | none      out
social.retire-account   yes   yes     no   no      no       no      no     | out       no        no       | none      out
social.of-conversation  yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
social.send-again       yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
`;
