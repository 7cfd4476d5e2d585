/** A kind of file that is accepted, by its media type: the endings that its names may have, the first by default. */
export interface FileKind {
  type: string;
  endings: readonly string[];
}

const kind = (type: string, endings: string): FileKind => ({ type, endings: endings.split(' ') });

/** Pictures that are decoded, and encoded anew, before anybody gets them. */
export const pictureTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

/**
 * What is accepted, by what the content is. Whatever can run by itself is not among them: programs, packages, documents
 * with macros, web pages, SVG. What holds no signature is text or refused.
 */
const accepted: readonly FileKind[] = [
  kind('image/jpeg', 'jpg jpeg jfif'),
  kind('image/png', 'png'),
  kind('image/webp', 'webp'),
  kind('image/gif', 'gif'),
  kind('image/avif', 'avif'),
  kind('image/heic', 'heic heif'),
  kind('image/heif', 'heif heic'),
  kind('image/tiff', 'tiff tif'),
  kind('image/bmp', 'bmp'),
  kind('application/pdf', 'pdf'),
  kind('application/rtf', 'rtf'),
  kind('text/calendar', 'ics'),
  kind('text/vcard', 'vcf'),
  kind('text/plain', 'txt csv tsv md log json eml ics vcf yaml yml srt'),
  kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'),
  kind('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'),
  kind('application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'),
  kind('application/vnd.oasis.opendocument.text', 'odt'),
  kind('application/vnd.oasis.opendocument.spreadsheet', 'ods'),
  kind('application/vnd.oasis.opendocument.presentation', 'odp'),
  kind('application/epub+zip', 'epub'),
  kind('application/zip', 'zip'),
  kind('application/gzip', 'gz'),
  kind('audio/mpeg', 'mp3'),
  kind('audio/mp4', 'm4a'),
  kind('audio/x-m4a', 'm4a'),
  kind('audio/aac', 'aac'),
  kind('audio/amr', 'amr'),
  kind('audio/ogg', 'ogg oga'),
  kind('audio/ogg; codecs=opus', 'opus ogg'),
  kind('audio/wav', 'wav'),
  kind('audio/flac', 'flac'),
  kind('video/mp4', 'mp4 m4v'),
  kind('video/webm', 'webm'),
  kind('video/matroska', 'mkv'),
  kind('video/ogg', 'ogv'),
  kind('video/quicktime', 'mov'),
  kind('video/3gpp', '3gp'),
];

const byType = new Map(accepted.map((one) => [one.type, one]));

/** The kind of a media type; undefined where it is not accepted. */
export function kindOf(type: string): FileKind | undefined {
  return byType.get(type);
}
