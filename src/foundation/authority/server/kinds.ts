import type { Role } from '#foundation/people/contract.ts';
import type { CommandContract, InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import type { May } from '../contract.ts';

/** Money in minor units of an ISO 4217 currency, or how many. */
export type Amount = { minor: number; currency: string } | { count: number };

/** Something that people decide and that may need an approval. */
export interface DecisionKind {
  /** Like a command: `customers.export`. */
  name: string;
  /** What is decided, as the settings call it: "Export customers". */
  title: string;
  /** One or two sentences for whoever sets the rows. */
  help: string;
  /** `money`, or the plural of what limits count: "customers", "changes". */
  unit: string;
  /** Roles that may be given `decide`; the others may at most ask. */
  deciders: readonly Role[];
  /** Rows with which a workspace starts. A role without a row neither decides nor asks. */
  defaults: readonly DefaultRule[];
  /** How long a request waits for its answer; 72 when absent. */
  expiresAfterHours?: number;
}
export interface DefaultRule {
  role: Role;
  may: May;
  perCase?: number;
  perCustomer?: number;
  perPeriod?: number;
  currency?: string;
  periodDays?: number;
  fourEyes?: boolean;
}

/** Kinds of decisions, filled by the capabilities whose decisions they are. */
export const decisionKinds: Slot<DecisionKind> = { slot: 'authority.kinds' };

/** One case of a kind: how much, for whom, why, about what. */
export interface AuthorityCase {
  kind: string;
  /** One of what the kind counts when absent. */
  amount?: Amount;
  customerId?: Id;
  /** A code: decisions for one customer with one cause count together, so that splitting is found. */
  cause?: string;
  /** What it is about. An approval holds for this subject only. */
  subject: { kind: string; id: Id };
  /** What it is in a sentence, for whoever approves: "Make Ada Adviser a manager". At most 300 characters. */
  words?: string;
}

/** A command that an approval carries out by itself. It must not prepare anything before its transaction. */
export interface Governed {
  name: string;
  contract: CommandContract;
  /** What this input would be as a case, now. Null where the command decides nothing that needs authority. */
  weigh(ctx: QueryContext, input: Record<string, unknown>): Promise<AuthorityCase | null>;
}

/** Commands that an approval carries out by itself, filled by their capabilities. */
export const governed: Slot<Governed> = { slot: 'authority.governed' };

/** Declares a governed command; the input is that of its contract. */
export function govern<C extends CommandContract>(
  contract: C,
  weigh: (ctx: QueryContext, input: InputOf<C>) => Promise<AuthorityCase | null>,
): Governed {
  return { name: contract.name, contract, weigh: weigh as unknown as Governed['weigh'] };
}

/** The kind of this name. @throws Error when no capability declared it: our own mistake */
export function kindNamed(ctx: Pick<QueryContext, 'contributed'>, name: string): DecisionKind {
  const kind = ctx.contributed(decisionKinds).find((one) => one.name === name);
  if (!kind) throw new Error(`no decision kind ${name}`);
  return kind;
}

/** An amount as it is stored and compared: a number and its currency, null for counts. */
export function sizeOf(amount: Amount | undefined): { amount: number; currency: string | null } {
  if (!amount) return { amount: 1, currency: null };
  return 'minor' in amount
    ? { amount: amount.minor, currency: amount.currency }
    : { amount: amount.count, currency: null };
}
