/** A field of a form, as far as its answer in words needs it. */
interface Labelled {
  key: string;
  label: string;
}

/** What stands in the conversation for the answer to a form: a line for each field that was filled in. */
export function answerText(fields: readonly Labelled[], values: Readonly<Record<string, string>>): string {
  return fields
    .filter(({ key }) => values[key])
    .map(({ key, label }) => `${label}: ${values[key]}`)
    .join('\n');
}
