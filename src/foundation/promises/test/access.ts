/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                               owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
promises.of                    yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
promises.on                    yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
promises.list                  yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
promises.counts                yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
promises.get                   yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
promises.measures              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calendars.list                 yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calendars.get                  yes   yes     yes  yes     no       no      yes    | out       no        no       | none      out
calendars.preview              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calendars.regions              yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calendars.public-holidays      yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
targets.list                   yes   yes     yes  yes     no       no      yes    | out       no        no       | own       out
calendars.create               yes   yes     no   no      no       no      no     | out       no        no       | own       out
calendars.change               yes   yes     no   no      no       no      no     | out       no        no       | none      out
calendars.import               yes   yes     no   no      no       no      no     | out       no        no       | none      out
calendars.add-public-holidays  yes   yes     no   no      no       no      no     | out       no        no       | none      out
calendars.retire               yes   yes     no   no      no       no      no     | out       no        no       | none      out
targets.set                    yes   yes     no   no      no       no      no     | out       no        no       | own       out
targets.retire                 yes   yes     no   no      no       no      no     | out       no        no       | none      out
promises.add-task              yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
promises.call-back             yes   yes     yes  yes     no       no      no     | out       no        no       | none      out
promises.keep                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
promises.waive                 yes   yes     yes  no      none     none    no     | out       no        no       | none      out
promises.reassign              yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
promises.move                  yes   yes     yes  yes     none     none    no     | out       no        no       | none      out
`;
