import { problems } from './problem.ts';

/** Bytes that one file may hold. */
export const fileLimits = { staff: 50_000_000, customer: 10_000_000 } as const;

/** Signs of a file's name, its ending included. */
export const longestFileName = 150;

export const fileProblems = problems({
  'file.too_large': {
    status: 413,
    title: 'The file is too large',
    help: 'A file may hold 50 MB from staff and 10 MB from customers. The fact `limit` says how many bytes. Nothing was kept.',
  },
  'file.empty': {
    status: 422,
    title: 'The file is empty',
    help: 'Nothing was kept. Send the bytes of the file as the body of the request.',
  },
  'file.kind_refused': {
    status: 422,
    title: 'Files of this kind are not accepted',
    help: 'What a file is says its content, whatever its name. Pictures, PDF, text, office documents, sound, video and ZIP archives are accepted; web pages, SVG and programs are not.',
  },
  'file.picture_refused': {
    status: 422,
    title: 'This picture cannot be read',
    help: 'It is damaged or too large: a picture may hold 64 million pixels and 30,000 on a side. Nothing was kept.',
  },
  'file.too_many': {
    status: 429,
    title: 'Too many files that were not sent',
    help: 'Send or wait: what was not sent within a day is removed. Nothing was kept.',
  },
  'file.unknown': {
    status: 422,
    title: 'A file is not there to be sent',
    help: 'It was never uploaded by you, went with another message already, or was removed after a day. Upload it again with a new id. Nothing was sent.',
  },
  'file.no_room': {
    status: 507,
    title: 'There is no room for files just now',
    help: 'The disk of this installation is full. Nothing was kept and messages without files go out as ever; whoever runs it is told in the log.',
  },
});
