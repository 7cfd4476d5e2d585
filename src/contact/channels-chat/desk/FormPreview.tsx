import type { Question } from './question-rows.ts';

/** What a visitor sees before the first message; nothing in it can be typed into. */
export function FormPreview({ questions, consent }: { questions: readonly Question[]; consent: string }) {
  return (
    <figure className="form-preview" aria-label="Preview of the form">
      <figcaption className="meta">As visitors see it who are not signed in</figcaption>
      {questions.map((question) => (
        <div key={question.key}>
          <span className="preview-label" dir="auto">
            {question.label || '…'} {!question.isRequired && <span className="meta">(optional)</span>}
          </span>
          <span className="preview-box" dir="auto">
            {question.choices.length > 0 ? 'Please choose' : ''}
          </span>
        </div>
      ))}
      <div>
        <span className="preview-label">Your message</span>
        <span className="preview-box tall" />
      </div>
      {consent && questions.length > 0 && (
        <div className="line top">
          <span className="preview-tick" />
          <span dir="auto">{consent}</span>
        </div>
      )}
      <span className="preview-button">Send message</span>
    </figure>
  );
}
