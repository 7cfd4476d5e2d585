/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
people.set-up-state       yes   yes     yes  yes     yes      yes     yes    | yes       no        no       | yes       yes
people.set-up             no    no      no   no      no       no      no     | people.already_set_up no no  | no        people.already_set_up
people.open-link          yes   yes     yes  yes     yes      yes     yes    | yes       no        no       | yes       yes
people.sign-in            yes   yes     yes  yes     yes      yes     yes    | yes       no        no       | yes       yes
people.sign-out           yes   yes     yes  yes     yes      yes     yes    | out       no        no       | yes       out
people.accept-invitation  yes   yes     yes  yes     yes      yes     yes    | yes       no        no       | yes       yes
people.reset-passphrase   yes   yes     yes  yes     yes      yes     yes    | yes       no        no       | yes       yes
people.change-passphrase  yes   yes     yes  yes     yes      yes     yes    | out       no        no       | yes       out
people.switch-workspace   yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
people.me                 yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
people.list               yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
people.teams              yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
people.invitations        yes   yes     no   no      no       no      no     | out       no        no       | own       out
people.invite             yes   yes     no   no      no       no      no     | out       no        no       | none      out
people.withdraw-invitation yes  yes     none none    none     none    none   | out       no        no       | none      out
people.change-role        yes   yes     no   no      no       no      no     | out       no        no       | none      out
people.change-access      yes   yes     no   no      no       no      no     | out       no        no       | none      out
people.create-team        yes   yes     no   no      no       no      no     | out       no        no       | none      out
people.change-team        yes   yes     yes  no      no       no      no     | out       no        no       | none      out
`;
