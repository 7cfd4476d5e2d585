/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                        owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
privacy.notices         yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
privacy.publish-notice  yes   yes     no   no      no       no      no     | out       no        no       | own       out
privacy.consents        yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
privacy.note-consent    yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
`;
