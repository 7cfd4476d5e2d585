/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
letters.templates         yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
letters.template          yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
letters.preview           yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
letters.list              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
letters.get               yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
letters.create-template   yes   yes     no   no      no       no      no     | out       no        no       | own       out
letters.save-template     yes   yes     no   no      no       no      no     | out       no        no       | none      out
letters.retire-template   yes   yes     no   no      no       no      no     | out       no        no       | none      out
letters.make              yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
`;
