/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
              owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
packs.list    yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
packs.get     yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
packs.adopt   yes   yes     no   no      no       no      no     | out       no        no       | own       out
packs.leave   yes   yes     no   no      no       no      no     | out       no        no       | pack.not_adopted out
`;
