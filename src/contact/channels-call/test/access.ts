/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                        owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
calls.log               yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
calls.of-conversation   yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
calls.callers           yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calls.list              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calls.get               yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calls.lines             yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calls.add-line          yes   yes     no   no      no       no      no     | out       no        no       | own       out
calls.change-line       yes   yes     no   no      no       no      no     | out       no        no       | none      out
calls.retire-line       yes   yes     no   no      no       no      no     | out       no        no       | none      out
calls.make-line-token   yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
