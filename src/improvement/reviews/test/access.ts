/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                          owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
reviews.list              yes   yes     yes  no      no       no      no     | out       no        no       | own       out
reviews.get               yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.what-ifs          yes   yes     yes  no      no       no      no     | out       no        no       | own       out
reviews.what-if           yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.begin             yes   yes     no   no      no       no      no     | out       no        no       | none      out
reviews.change-period     yes   yes     no   no      no       no      no     | out       no        no       | none      out
reviews.evaluate          yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.find              yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.change-finding    yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.meet              yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.sign              yes   yes     no   no      no       no      no     | out       no        no       | none      out
reviews.adjust            yes   yes     no   no      no       no      no     | out       no        no       | none      out
reviews.try               yes   yes     yes  no      no       no      no     | out       no        no       | own       out
reviews.stop-trying       yes   yes     yes  no      no       no      no     | out       no        no       | none      out
reviews.place             yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
