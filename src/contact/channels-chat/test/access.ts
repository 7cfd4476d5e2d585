/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
chat.widget               yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
chat.change-widget        yes   yes     no   no      no       no      no     | out       no        no       | own       out
chat.config               yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.begin-visit          yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.identity-settings    yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
chat.make-secret          yes   yes     no   no      no       no      no     | out       no        no       | own       out
chat.end-secret           yes   yes     no   no      no       no      no     | out       no        no       | none      out
chat.try-token            yes   yes     no   no      no       no      no     | out       no        no       | yes       out
chat.identify             yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.service-settings     yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
chat.change-service       yes   yes     no   no      no       no      no     | out       no        no       | own       out
chat.service              yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
chat.place                no    no      no   no      no       no      no     | out       yes       own      | no        out
chat.conversations        no    no      no   no      no       no      no     | out       yes       own      | no        out
chat.open                 no    no      no   no      no       no      no     | out       yes       none     | no        out
chat.opening              yes   yes     yes  yes     none     none      yes    | out       no        no       | none      out
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
