export { understandMail } from './understanding/reader.ts';
export type { Bounce, MailAddress, MailFile, MailKind, MailLimit, Understood } from './understanding/understood.ts';
