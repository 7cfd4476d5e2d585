import { z } from 'zod';

/** Roles, from the widest to the narrowest. What each may do stands in every capability's policy table. */
export const roles = ['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer'] as const;
export const Role = z.enum(roles);
export type Role = z.output<typeof Role>;
