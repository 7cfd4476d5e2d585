import { contentHolders } from '#contact/conversations/index.ts';
import { noticeCarriers } from '#foundation/notices/index.ts';
import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { serveIngest } from './server/arriving/ingest.ts';
import { mails, original, recipients } from './server/facts.ts';
import { retry, setAside, toLookAt } from './server/look.ts';
import { add, change, makeToken, takeOff } from './server/mailboxes/keep.ts';
import { mailboxes } from './server/mailboxes/list.ts';
import { askMail } from './server/onward/ask.ts';
import { goOnDeadline } from './server/onward/go-on.ts';
import { confirm, end } from './server/onward/links.ts';
import { serveLinks } from './server/onward/pages.ts';
import { onward, onwardPush } from './server/onward/shown.ts';
import { readAgainDeadline } from './server/placing/later.ts';
import { readJob } from './server/placing/read.ts';
import { mailPolicy } from './server/policy.ts';
import { serveRaw } from './server/raw.ts';
import { serveRemotePictures } from './server/remote-pictures.ts';
import { address } from './server/sending/addressing.ts';
import { again, decidePart } from './server/sending/again.ts';
import { automaticJob, automaticMails } from './server/sending/automatic.ts';
import { forward } from './server/sending/forward.ts';
import { mailCarrier, noticeMail } from './server/sending/notices.ts';
import { onReply } from './server/sending/queue.ts';
import { retryDeadline, sendJob } from './server/sending/send.ts';
import { signatureCommands, signatures } from './server/sending/signatures.ts';
import { lookAfterChange, startServices, stopServices } from './server/services.ts';
import { sweepJob } from './server/sweep.ts';
import { mailTouchpoint } from './server/touchpoint.ts';

/** Mail: what arrives becomes conversations, and replies in them leave as mails. */
export const channelsEmail: Capability = {
  name: 'mail',
  problems: contract.mailProblems,
  events: [
    contract.mailboxChanged,
    contract.mailSettled,
    contract.deliveryChanged,
    contract.participantChanged,
    contract.onwardChanged,
    contract.preferenceChanged,
    contract.signatureChanged,
  ],
  commands: [
    add,
    change,
    takeOff,
    makeToken,
    retry,
    setAside,
    again,
    decidePart,
    address,
    forward,
    confirm,
    end,
    ...signatureCommands,
  ],
  queries: [mailboxes, toLookAt, mails, original, recipients, onward, signatures],
  pushes: [onwardPush],
  deadlines: [retryDeadline, readAgainDeadline, goOnDeadline],
  jobs: [readJob, sendJob, automaticJob, sweepJob],
  reactions: [onReply],
  contributes: [
    contribute(touchpointChannels, mailTouchpoint),
    contribute(noticeCarriers, mailCarrier),
    contribute(automaticMails, noticeMail),
    contribute(automaticMails, askMail),
    contribute(contentHolders, {
      name: 'mail',
      holds: 'EXISTS (SELECT FROM mail m WHERE m.workspace_id = $1 AND m.sha256 = s.sha256)',
    }),
  ],
  routes: (app, kernel) => {
    serveIngest(app, kernel);
    serveRemotePictures(app, kernel);
    serveRaw(app, kernel);
    serveLinks(app, kernel);
  },
  committed: lookAfterChange,
  started: startServices,
  stopping: stopServices,
  abilities: (role) => roleActions(mailPolicy, role).map((action) => `mail.${action}`),
};

export { type AutomaticMail, automaticMails, mailSoon } from './server/sending/automatic.ts';
export {
  demandFields as demandSignatureFields,
  type SignatureSource,
  signatureSources,
} from './server/sending/signatures.ts';
export { understandMail } from './understanding/reader.ts';
export type { Bounce, MailAddress, MailFile, MailKind, MailLimit, Understood } from './understanding/understood.ts';
