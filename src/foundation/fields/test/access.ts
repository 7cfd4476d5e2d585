/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                 owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
fields.list      yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
fields.values    yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
fields.define    yes   yes     no   no      no       no      no     | out       no        no       | own       out
fields.change    yes   yes     no   no      no       no      no     | out       no        no       | none      out
fields.reorder   yes   yes     no   no      no       no      no     | out       no        no       | field.order_incomplete out
fields.retire    yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
