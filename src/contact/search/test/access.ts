/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                      owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
search.everywhere     yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
search.people         yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
search.conversations  yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
search.messages       yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
`;
