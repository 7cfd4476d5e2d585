/** Why the engine refused: a pause that ends before it starts, a calendar that never opens, a due date out of reach … */
export type CalendarRefusalCode = 'input' | 'pause' | 'never_opens' | 'too_far' | 'ical' | 'place';

/** A refusal of the calendar engine. Its message is a plain sentence that says what would be accepted. */
export class CalendarRefusal extends RangeError {
  readonly code: CalendarRefusalCode;

  constructor(code: CalendarRefusalCode, message: string) {
    super(message);
    this.name = 'CalendarRefusal';
    this.code = code;
  }
}
