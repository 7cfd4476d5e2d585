/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { documentOf } from '#kernel/pages/Document.tsx';
import type { PageLanguage } from '#kernel/pages/language.ts';
import { choosing, type FormDefinition, type FormField, longestAnswer } from '../contract-definition.ts';
import { type FormWords, formWords } from './words.ts';

/** What is wrong with an answer: `consent-0` and `why` name it as `readAnswers` does. */
export interface Wrong {
  field: string;
  why: string;
  limit?: number;
}

export interface FormShown {
  language: PageLanguage;
  key: string;
  /** Of the form, so that its style sheet is never an older one. */
  version: number;
  workspace: string;
  definition: FormDefinition;
  /** The collection notice in force; null where the form names none. */
  notice: string | null;
  /** One for each time the page is opened: sent twice, it is one. */
  once: string;
  /** What was typed and chosen, where it comes back. */
  given: Readonly<Record<string, readonly string[]>>;
  consents: readonly string[];
  wrong: readonly Wrong[];
  /** What keeps it from being sent and belongs to no field. */
  trouble?: string | undefined;
  hadFiles?: boolean;
  /** In a frame of another page, or as a preview that sends nothing. */
  place: 'page' | 'frame' | 'preview';
}

const nameOf = (field: FormField) => `f-${field.id}`;

function wrongWords(words: FormWords, { why, limit = 0 }: Wrong): string {
  if (why === 'long') return words.long(limit);
  if (why === 'file') return words.fileRefused;
  const said = words[why as keyof FormWords];
  return typeof said === 'string' ? said : words.missing;
}

interface FieldProps {
  field: FormField;
  words: FormWords;
  values: readonly string[];
  wrong: Wrong | undefined;
}

function describedBy({ field, wrong }: FieldProps): string | undefined {
  const id = nameOf(field);
  return [wrong && `${id}-wrong`, hasHelp(field) && `${id}-help`].filter(Boolean).join(' ') || undefined;
}

const hasHelp = ({ help, kind }: FormField) => help !== '' || kind === 'file' || kind === 'choices';

function Words({ field, words, wrong }: FieldProps) {
  const id = nameOf(field);
  const own = field.kind === 'file' ? words.file : field.kind === 'choices' ? words.choices : '';
  return (
    <>
      {hasHelp(field) && (
        <span class="help" id={`${id}-help`}>
          {[field.help, own].filter(Boolean).join(' ')}
        </span>
      )}
      {wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          {wrongWords(words, wrong)}
        </span>
      )}
    </>
  );
}

const inputTypes = { text: 'text', email: 'email', phone: 'tel', date: 'date', file: 'file' } as const;

function Input(props: FieldProps) {
  const { field, values, wrong } = props;
  const id = nameOf(field);
  // One that is asked only sometimes may be hidden when the form is sent; the browser would then hold it up unseen.
  const required = field.isRequired && !field.showWhen;
  const shared = {
    id,
    name: id,
    required,
    'aria-describedby': describedBy(props),
    'aria-invalid': wrong ? 'true' : undefined,
  };
  const most = longestAnswer[field.kind];
  if (field.kind === 'long_text') {
    return (
      <textarea {...shared} rows={5} maxlength={most} dir="auto">
        {values[0] ?? ''}
      </textarea>
    );
  }
  const type = inputTypes[field.kind as keyof typeof inputTypes];
  const complete = { email: 'email', phone: 'tel' }[field.kind as string] ?? (field.isName ? 'name' : undefined);
  return (
    <input
      {...shared}
      type={type}
      maxlength={most}
      autocomplete={complete}
      value={field.kind === 'file' ? undefined : (values[0] ?? '')}
      dir={field.kind === 'text' ? 'auto' : undefined}
    />
  );
}

function Optional({ field, words }: { field: FormField; words: FormWords }) {
  return field.isRequired ? null : <span class="req"> ({words.optional})</span>;
}

function Choices(props: FieldProps) {
  const { field, words, values, wrong } = props;
  const id = nameOf(field);
  const isOne = field.kind === 'choice';
  return (
    <fieldset id={id} class="field" aria-describedby={describedBy(props)} aria-invalid={wrong ? 'true' : undefined}>
      <legend>
        {field.label}
        <Optional field={field} words={words} />
      </legend>
      {field.options.map((option) => (
        <label class="choice">
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={id}
            value={option}
            required={isOne && field.isRequired && !field.showWhen}
            checked={values.includes(option)}
          />
          <span dir="auto">{option}</span>
        </label>
      ))}
      <Words {...props} />
    </fieldset>
  );
}

function Field(props: FieldProps) {
  const { field, words } = props;
  const id = nameOf(field);
  return (
    <div id={`q-${field.id}`}>
      {choosing.includes(field.kind) ? (
        <Choices {...props} />
      ) : (
        <div class="field">
          <label for={id}>
            <span dir="auto">{field.label}</span>
            <Optional field={field} words={words} />
          </label>
          <Input {...props} />
          <Words {...props} />
        </div>
      )}
    </div>
  );
}

function Consents({ shown, words }: { shown: FormShown; words: FormWords }) {
  const { definition, consents, wrong } = shown;
  if (definition.consents.length === 0) return null;
  return (
    <fieldset class="stack tight">
      <legend class="hide">{words.agree}</legend>
      {definition.consents.map((consent, at) => {
        const mine = wrong.find((one) => one.field === `consent-${at}`);
        return (
          <div>
            <label class="choice">
              <input
                type="checkbox"
                id={`f-consent-${at}`}
                name="consent"
                value={consent.purpose}
                required={consent.isRequired}
                checked={consents.includes(consent.purpose)}
                aria-invalid={mine ? 'true' : undefined}
              />
              <span dir="auto">
                {consent.label}
                {!consent.isRequired && <span class="req"> ({words.optional})</span>}
              </span>
            </label>
            {mine && <span class="wrong">{words.consent}</span>}
          </div>
        );
      })}
    </fieldset>
  );
}

function Summary({ shown, words }: { shown: FormShown; words: FormWords }) {
  const { wrong, trouble, definition, hadFiles } = shown;
  if (wrong.length === 0 && !trouble) return null;
  const labelOf = (field: string) =>
    definition.fields.find((one) => one.id === field)?.label ??
    definition.consents[Number(field.replace('consent-', ''))]?.label;
  return (
    <div class="say bad" role="alert" tabindex={-1} id="wrong">
      <b>{trouble ?? words.wrong(wrong.length)}</b>
      <p>
        {words.kept} {hadFiles && words.filesAgain}
      </p>
      <ul>
        {wrong.map((one) => (
          <li>
            <a href={`#f-${one.field}`} dir="auto">
              {labelOf(one.field)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Framed = { language: PageLanguage; key: string; version?: number; place: FormShown['place'] };

function frameOf(shown: Framed, title: string, body: Child) {
  return documentOf({
    language: shown.language,
    title,
    styles: ['/form-page.css', ...(shown.version ? [`/forms/${shown.key}/look.css?v=${shown.version}`] : [])],
    script: shown.place === 'frame' ? '/form-frame.js' : undefined,
    body: <main class={`form ${shown.place}`}>{body}</main>,
  });
}

/** The page of a form, complete without any script. */
export function formPage(shown: FormShown): string {
  const { definition, key, given, wrong, place } = shown;
  const words = formWords[shown.language];
  const address = place === 'frame' ? `/forms/${key}?frame` : `/forms/${key}`;
  return frameOf(
    shown,
    `${definition.title} · ${shown.workspace}`,
    <form class="stack" method="post" action={address} enctype="multipart/form-data">
      <div class="stack tight">
        {place !== 'frame' && (
          <p class="quiet">
            <bdi>{shown.workspace}</bdi>
          </p>
        )}
        <h1 dir="auto">{definition.title}</h1>
        {definition.intro && (
          <p class="quiet written" dir="auto">
            {definition.intro}
          </p>
        )}
      </div>
      <Summary shown={shown} words={words} />
      <input type="hidden" name="once" value={shown.once} />
      {definition.fields.map((field) => (
        <Field
          field={field}
          words={words}
          values={given[field.id] ?? []}
          wrong={wrong.find((one) => one.field === field.id)}
        />
      ))}
      {shown.notice && (
        <p class="say written" dir="auto">
          {shown.notice}
        </p>
      )}
      <Consents shown={shown} words={words} />
      <div>
        <button type="submit" class="primary" disabled={place === 'preview'}>
          {words.send}
        </button>
      </div>
    </form>,
  );
}

/** What is said after a form arrived, or where none can be shown. */
export function saidPage(shown: {
  language: PageLanguage;
  key: string;
  workspace: string;
  place: FormShown['place'];
  what: 'sent' | 'sent_already' | 'gone' | 'trouble';
  thanks?: string;
  reference?: string | undefined;
}): string {
  const { key, thanks, reference, what } = shown;
  const words = formWords[shown.language];
  const said = {
    sent: { title: words.sent, detail: thanks || words.arrived },
    sent_already: { title: words.sentAlready, detail: words.openAgain },
    gone: { title: words.gone, detail: words.goneWhy },
    trouble: { title: words.trouble, detail: words.troubleWhy },
  }[what];
  return frameOf(
    shown,
    [said.title, shown.workspace].filter(Boolean).join(' · '),
    <div class="stack">
      <h1>{said.title}</h1>
      <p class={what === 'sent' ? 'say good written' : 'say written'} role="status" dir="auto">
        {said.detail}
      </p>
      {reference && (
        <p class="meta">
          {words.reference}: <b class="num">{reference}</b>
        </p>
      )}
      {(what === 'sent' || what === 'sent_already') && (
        <p>
          <a href={shown.place === 'frame' ? `/forms/${key}?frame` : `/forms/${key}`}>{words.again}</a>
        </p>
      )}
    </div>,
  );
}
