import { html } from 'hono/html';
import { ratingWords } from '../contract.ts';

type Html = ReturnType<typeof html>;

export interface Shown {
  link: string;
  question: string;
  workspace: string;
  timeZone: string;
  subject: string;
  reference: string;
  rating: number | null;
  comment: string;
  isSilent: boolean;
  isOver: boolean;
  isSettled: boolean;
  /** Until when it can be answered, or changed where there is an answer. */
  until: Date;
}

interface State {
  chosen: number | null;
  /** An answer was recorded just now. */
  isDone: boolean;
  /** The form came without a rating. */
  isMissing?: boolean;
}

const scale = [5, 4, 3, 2, 1] as const;

function moment(at: Date, timeZone: string): string {
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(at);
}

/** The page behind a link: what was asked about, five answers, a comment. */
export function formPage(shown: Shown, state: State): Html {
  const { workspace, question, subject, reference } = shown;
  const title = state.isDone ? 'Thank you' : question;
  return layout(
    `${title} · ${workspace}`,
    html`<p class="from"><bdi>${workspace}</bdi></p>
      <h1>${title}</h1>
      <p class="about">About “<bdi>${subject}</bdi>” <span class="ref">${reference}</span></p>
      ${state.isDone || shown.rating !== null ? said(shown) : ''}
      ${shown.isOver ? over(shown) : shown.isSettled ? '' : form(shown, state)} ${silence(shown)}`,
  );
}

function said({ rating, isSettled, until, timeZone }: Shown): Html {
  if (rating === null) return html``;
  const change = isSettled
    ? 'It stands as it is.'
    : `You can change it until ${moment(until, timeZone)} (${timeZone}).`;
  return html`<p class="kept" role="status"><b>Your rating: ${rating} of 5, ${word(rating)}.</b> ${change}</p>`;
}

function over({ until, timeZone }: Shown): Html {
  return html`<p class="kept">It could be answered until ${moment(until, timeZone)} (${timeZone}).</p>`;
}

const word = (rating: number) => ratingWords[rating as keyof typeof ratingWords].toLowerCase();

function form(shown: Shown, { chosen, isMissing }: State): Html {
  const legend = shown.rating === null ? shown.question : 'Change your rating';
  return html`<form method="post" action="/feedback/${shown.link}">
    <fieldset>
      <legend class="${shown.rating === null && !isMissing ? 'hide' : ''}">${legend}</legend>
      ${
        isMissing
          ? html`<p class="wrong" id="missing" role="alert">Choose one of the five answers. Your comment is kept.</p>`
          : ''
      }
      ${scale.map(
        (rating) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="rating"
              value="${rating}"
              required
              ${isMissing ? html`aria-describedby="missing"` : ''}
              ${chosen === rating ? 'checked' : ''}
            /><span class="num" aria-hidden="true">${rating}</span><span>${ratingWords[rating]}</span></label
          >`,
      )}
    </fieldset>
    <label class="comment" for="comment">What went well, and what should we do better? <span>(optional)</span></label>
    <textarea id="comment" name="comment" rows="4" maxlength="2000" dir="auto">${shown.comment}</textarea>
    <p class="help">People at <bdi>${shown.workspace}</bdi> read it together with your conversation.</p>
    <button type="submit">${shown.rating === null ? 'Send my rating' : 'Change my rating'}</button>
  </form>`;
}

function silence({ link, isSilent }: Shown): Html {
  const [words, label, value] = isSilent
    ? ['We will not ask you again.', 'Ask me again', 'no']
    : ['Prefer not to be asked?', 'Do not ask me again', 'yes'];
  return html`<form method="post" action="/feedback/${link}/silence" class="silence">
    <span>${words}</span>
    <button type="submit" class="quiet" name="silent" value="${value}">${label}</button>
  </form>`;
}

/** A refusal for whoever followed a link. */
export function errorPage(title: string, detail: string): Html {
  return layout(title, html`<h1>${title}</h1><p class="kept">${detail}</p>`);
}

function layout(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/feedback.css" />
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
}
