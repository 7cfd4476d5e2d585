/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
customers.list            yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
customers.get             yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
customers.timeline        yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
customers.create          yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
customers.change          yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
customers.set-fields      yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
customers.add-address     yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
customers.remove-address  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
customers.add-note        yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
customers.exports         yes   yes     yes  yes     no       no      no     | out       no        no       | own       out
customers.export          yes   yes     authority.approval_needed authority.never no no no | out no  no       | own       out
customers.standing           yes yes yes yes none none yes | out no no | none out
customers.duplicates         yes yes yes yes no   no   yes | out no no | own  out
customers.duplicates-of      yes yes yes yes none none yes | out no no | none out
customers.dismiss-duplicate  yes yes yes yes none none no  | out no no | none out
customers.restore-duplicate  yes yes yes yes none none no  | out no no | none out
customers.merges             yes yes yes yes none none yes | out no no | none out
customers.merge              yes yes yes authority.approval_needed no no no | out no no | none out
customers.undo-merge         yes yes yes no  none none no  | out no no | none out
customers.tags               yes yes yes yes no   no   yes | out no no | own  out
customers.add-tag            yes yes no  no  no   no   no  | out no no | own  out
customers.change-tag         yes yes no  no  no   no   no  | out no no | none out
customers.set-tags           yes yes yes yes none none no  | out no no | none out
organisations.list           yes yes yes yes no   no   yes | out no no | own  out
organisations.get            yes yes yes yes none none yes | out no no | none out
organisations.suggested      yes yes yes yes none none yes | out no no | none out
organisations.create         yes yes yes yes no   no   no  | out no no | own  out
organisations.change         yes yes yes yes none none no  | out no no | none out
organisations.add-people     yes yes yes yes none none no  | out no no | none out
organisations.remove-person  yes yes yes yes none none no  | out no no | none out
organisations.make-primary   yes yes yes yes none none no  | out no no | none out
`;
