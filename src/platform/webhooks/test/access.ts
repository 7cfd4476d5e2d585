/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = `
                       owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
webhooks.list          yes   yes     no   no      no       no      no     | out       no        no       | own       out
webhooks.kinds         yes   yes     no   no      no       no      no     | out       no        no       | own       out
webhooks.add           yes   yes     no   no      no       no      no     | out       no        no       | practice.no_sending out
webhooks.change        yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.remove        yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.rotate-secret yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.test          yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.deliveries    yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.delivery      yes   yes     no   no      no       no      no     | out       no        no       | none      out
webhooks.redeliver     yes   yes     no   no      no       no      no     | out       no        no       | none      out
`;
