/**
 * Who may call what, role by role. The words are those of kernel/test/scenario.ts. Visitors of the widget are customers of
 * whom nothing but a device is known: the portal is closed to them, and from a shop's page nobody is signed in.
 */
export const access = `
                            owner manager lead adviser assessor learner viewer | anonymous concerned         stranger          | elsewhere shutOut
portal.ask-link             yes   yes     yes  yes     yes      yes     yes    | yes       yes               yes               | yes       yes
portal.enter                yes   yes     yes  yes     yes      yes     yes    | yes       access.origin     access.origin     | yes       yes
portal.enter-by-passphrase  yes   yes     yes  yes     yes      yes     yes    | yes       access.origin     access.origin     | yes       yes
portal.leave                no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.set-passphrase       no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.conversations        no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.conversation         no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.consents             no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.take-back-consent    no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.write                no    no      no   no      no       no      no     | out       portal.signed_out portal.signed_out | no        out
portal.brands               yes   yes     yes  yes     no       no      yes    | out       no                no                | own       out
portal.add-brand            yes   yes     no   no      no       no      no     | out       no                no                | own       out
portal.change-brand         yes   yes     no   no      no       no      no     | out       no                no                | none      out
`;
