import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { serveLetters } from './server/file.ts';
import { letter, letterList, make, preview } from './server/letters.ts';
import { letterPolicy } from './server/policy.ts';
import { create, onSetUp, save, takeOut } from './server/save-template.ts';
import { template, templateList } from './server/templates.ts';

/** Letters to customers: templates with required content, and what was made of them as text, HTML and PDF. */
export const letters: Capability = {
  name: 'letters',
  problems: contract.letterProblems,
  events: [contract.templateSaved, contract.templateRetired, contract.letterMade],
  commands: [create, save, takeOut, make],
  queries: [templateList, template, preview, letterList, letter],
  reactions: [onSetUp],
  contributes: [contribute(customerRows, rowsOf('letter', { one: 'letter', many: 'letters' }, { order: 20 }))],
  routes: serveLetters,
  abilities: (role) => roleActions(letterPolicy, role).map((action) => `letters.${action}`),
};

export { type Gathered, type LetterKind, letterKinds, line as gatheredField } from './server/kinds.ts';
export {
  ink as pdfInk,
  margins as pdfMargins,
  numberPages,
  openPdf,
  type Pdf,
  quiet as pdfQuiet,
  say as sayInPdf,
  textWidth as pdfTextWidth,
  unknownSigns,
} from './server/pdf-document.ts';
