/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
chat.widget               yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
chat.change-widget        yes   yes     no   no      no       no      no     | out       no        no       | own       out
chat.config               yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.begin-visit          yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.send                 no    no      no   no      no       no      no     | out       yes       own      | no        out
chat.history              no    no      no   no      no       no      no     | out       yes       own      | no        out
chat.seen                 no    no      no   no      no       no      no     | out       yes       none     | no        out
chat.answer               no    no      no   no      no       no      no     | out       yes       none    | no        out
chat.nudges               yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
chat.add-nudge            yes   yes     no   no      no       no      no     | out       no        no       | own       out
chat.change-nudge         yes   yes     no   no      no       no      no     | out       no        no       | none      out
chat.remove-nudge         yes   yes     no   no      no       no      no     | out       no        no       | none      out
chat.nudge-shown          yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
`;
