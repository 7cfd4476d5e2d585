/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
mail.mailboxes            yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
mail.add-mailbox          yes   yes     no   no      no       no      no     | out       no        no       | own       out
mail.change-mailbox       yes   yes     no   no      no       no      no     | out       no        no       | none      out
mail.retire-mailbox       yes   yes     no   no      no       no      no     | out       no        no       | none      out
mail.make-ingest-token    yes   yes     no   no      no       no      no     | out       no        no       | none      out
mail.to-look-at           yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
mail.retry                yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
mail.set-aside            yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
mail.of-conversation      yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
mail.original             yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
mail.recipients           yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
mail.decide-participant   yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
mail.send-again           yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
mail.address-reply        yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
mail.forward              yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
mail.signatures           yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
mail.add-signature        yes   yes     no   no      no       no      no     | out       no        no       | own       out
mail.change-signature     yes   yes     no   no      no       no      no     | out       no        no       | none      out
mail.retire-signature     yes   yes     no   no      no       no      no     | out       no        no       | none      out
mail.choose-signature     yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
mail.onward               yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
mail.confirm-onward       yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
mail.end                  yes   yes     yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
`;
