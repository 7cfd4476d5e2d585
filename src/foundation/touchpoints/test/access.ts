/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                        owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
touchpoints.list        yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
touchpoints.channels    yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
touchpoints.add         yes   yes     no   no      no       no      no     | out       no        no       | own       out
touchpoints.change      yes   yes     no   no      no       no      no     | out       no        no       | none      out
touchpoints.set-state   yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
