/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                         owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
notices.list             yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.count            yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.settings         yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.read             yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.acknowledge      yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
notices.mark-acted       yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
notices.set-preference   yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.set-quiet-hours  yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.subscribe        yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.devices          yes   yes     yes  yes     yes      yes     yes    | out       no        no       | own       out
notices.add-device       yes   yes     yes  yes     yes      yes     yes    | out       no        no       | practice.no_sending out
notices.change-device    yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
notices.remove-device    yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
notices.try-device       yes   yes     yes  yes     yes      yes     yes    | out       no        no       | none      out
notices.acknowledge-by-link yes yes    yes  yes     yes      yes     yes    | yes       yes       yes      | yes       yes
notices.set-topic-roles  yes   yes     no   no      no       no      no     | out       no        no       | own       out
`;
