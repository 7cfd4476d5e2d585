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
`;
