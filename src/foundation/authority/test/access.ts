/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                           owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
authority.rules            yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
authority.mine             yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
authority.set-rule         yes   no      no   no      no       no      no     | out       no        no       | none      out
authority.end-rule         yes   no      no   no      no       no      no     | out       no        no       | none      out
authority.approvals        yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
authority.waiting          yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
authority.ask              yes   authority.not_needed yes authority.never authority.never authority.never authority.never | out no no | authority.not_needed out
authority.approve          yes   yes     none none    none     none    none   | out       no        no       | none      out
authority.refuse           yes   yes     none none    none     none    none   | out       no        no       | none      out
authority.withdraw         yes   no      yes  none    none     none    none   | out       no        no       | none      out
authority.delegations      yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
authority.delegate         yes   yes     yes authority.nothing_to_delegate authority.nothing_to_delegate authority.nothing_to_delegate authority.nothing_to_delegate | out no no | none out
authority.end-delegation   yes   yes     none none    none     none    none   | out       no        no       | none      out
`;
