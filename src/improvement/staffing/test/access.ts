/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                        owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
staffing.plans          yes   yes     yes  no      no       no      yes    | out       no        no       | own       out
staffing.plan           yes   yes     yes  no      no       no      yes    | out       no        no       | none      out
staffing.export         yes   yes     yes  no      no       no      yes    | out       no        no       | none      out
staffing.calculate      yes   yes     yes  no      no       no      yes    | out       no        no       | own       out
staffing.contacts       yes   yes     yes  no      no       no      yes    | out       no        no       | none      out
staffing.add-plan       yes   yes     yes  no      no       no      no     | out       no        no       | staffing.unknown_part out
staffing.change-plan    yes   yes     yes  no      no       no      no     | out       no        no       | none      out
staffing.drop-plan      yes   yes     yes  no      no       no      no     | out       no        no       | none      out
staffing.roster         yes   yes     yes  no      no       no      yes    | out       no        no       | none      out
staffing.set-roster     yes   yes     yes  no      no       no      no     | out       no        no       | none      out
`;
