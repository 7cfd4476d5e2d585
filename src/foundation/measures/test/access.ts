/** Who may call what, role by role. Advisers ask for their own numbers, everybody else for all. */
export const access = `
                 owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
measures.list    yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
measures.values  yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
measures.rows    yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
measures.export  yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
`;
