/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
standards.list            yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
standards.get             yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
standards.compare         yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
standards.at-work         yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
standards.alignment       yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
standards.readers         yes   yes     yes  no      no       no      no     | out       no        no       | none      out
standards.create          yes   yes     no   no      no       no      no     | out       no        no       | own       out
standards.change          yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.retire          yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.begin-version   yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.add-clause      yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.change-clause   yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.drop-clause     yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.consult         yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.comment         yes   yes     yes  yes     yes      no      no     | out       no        no       | none      out
standards.dispose         yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.align           yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.link            yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.answer          yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.submit          yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.return          yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.approve         yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.schedule        yes   yes     no   no      no       no      no     | out       no        no       | none      out
standards.tick            yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
standards.sign            yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
`;
