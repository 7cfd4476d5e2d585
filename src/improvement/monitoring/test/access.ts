/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                            owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere    shutOut
monitoring.goals            yes   yes     yes  no      no       no      yes    | out       no        no       | own          out
monitoring.goal             yes   yes     yes  no      no       no      yes    | out       no        no       | none         out
monitoring.settings         yes   yes     yes  no      no       no      yes    | out       no        no       | own          out
monitoring.change-settings  yes   yes     no   no      no       no      no     | out       no        no       | own          out
corrections.list            yes   yes     yes  no      no       no      yes    | out       no        no       | own          out
corrections.get             yes   yes     yes  no      no       no      yes    | out       no        no       | none         out
corrections.open            yes   yes     yes  no      no       no      no     | out       no        no       | goal.unknown out
corrections.change          yes   yes     yes  no      no       no      no     | out       no        no       | none         out
corrections.close           yes   yes     yes  no      no       no      no     | out       no        no       | none         out
issues.list                 yes   yes     yes  no      no       no      yes    | out       no        no       | own          out
issues.log                  yes   yes     yes  no      no       no      no     | out       no        no       | goal.unknown out
issues.change               yes   yes     yes  no      no       no      no     | out       no        no       | none         out
charters.list               yes   yes     yes  no      no       no      yes    | out       no        no       | own          out
charters.change             yes   yes     no   no      no       no      no     | out       no        no       | none         out
`;
