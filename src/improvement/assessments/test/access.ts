/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                            owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere                 shutOut
assessments.list            yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own                       out
assessments.get             yes   yes     none none    yes      yes     none   | out       no        no       | none                      out
assessments.export          yes   yes     none none    yes      yes     none   | out       no        no       | none                      out
assessments.plan            yes   yes     no   no      yes      no      no     | out       no        no       | assessment.unknown_person out
assessments.change          yes   yes     none none    yes      no      none   | out       no        no       | none                      out
assessments.move            yes   yes     none none    yes      no      none   | out       no        no       | none                      out
assessments.add-condition   yes   yes     none none    yes      no      none   | out       no        no       | none                      out
assessments.drop-condition  yes   yes     none none    yes      no      none   | out       no        no       | none                      out
assessments.link            yes   yes     none none    yes      no      none   | out       no        no       | none                      out
assessments.unlink          yes   yes     none none    yes      no      none   | out       no        no       | none                      out
`;
