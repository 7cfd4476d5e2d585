/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                      owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
library.list          yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
library.get           yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
library.export        yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
library.add           yes   yes     no   no      no       no      no     | out       no        no       | own       out
library.change        yes   yes     no   no      no       no      no     | out       no        no       | none      out
library.attach        yes   yes     no   no      no       no      no     | out       no        no       | none      out
library.check         yes   yes     no   no      no       no      no     | out       no        no       | none      out
library.retire        yes   yes     no   no      no       no      no     | out       no        no       | none      out
library.import-lines  yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
