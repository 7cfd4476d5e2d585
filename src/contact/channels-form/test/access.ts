/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
               owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
forms.list     yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
forms.get      yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
forms.create   yes   yes     no   no      no       no      no     | out       no        no       | own       out
forms.save     yes   yes     no   no      no       no      no     | out       no        no       | none      out
forms.publish  yes   yes     no   no      no       no      no     | out       no        no       | none      out
forms.archive  yes   yes     no   no      no       no      no     | out       no        no       | none      out
forms.submit   yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
`;
