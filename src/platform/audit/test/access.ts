/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                 owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
audit.entries    yes   yes     no   no      no       no      no     | out       no        no       | own       out
audit.state      yes   yes     no   no      no       no      no     | out       no        no       | own       out
audit.heads      yes   yes     no   no      no       no      no     | out       no        no       | own       out
audit.export     yes   yes     no   no      no       no      no     | out       no        no       | own       out
`;
