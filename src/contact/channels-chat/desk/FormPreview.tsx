import { t } from '@lingui/core/macro';
import type { Question } from './question-rows.ts';

/** What a visitor sees before the first message; nothing in it can be typed into. */
export function FormPreview({ questions, consent }: { questions: readonly Question[]; consent: string }) {
  return (
    <figure className="form-preview" aria-label={t`Preview of the form`}>
      <figcaption className="meta">{t`As visitors see it who are not signed in`}</figcaption>
      {questions.map((question) => (
        <div key={question.key}>
          <span className="preview-label" dir="auto">
            {question.label || '…'} {!question.isRequired && <span className="meta">{t`(optional)`}</span>}
          </span>
          <span className="preview-box" dir="auto">
            {question.choices.length > 0 ? t`Please choose` : ''}
          </span>
        </div>
      ))}
      <div>
        <span className="preview-label">{t`Your message`}</span>
        <span className="preview-box tall" />
      </div>
      {consent && questions.length > 0 && (
        <div className="line top">
          <span className="preview-tick" />
          <span dir="auto">{consent}</span>
        </div>
      )}
      <span className="preview-button">{t`Send message`}</span>
    </figure>
  );
}
