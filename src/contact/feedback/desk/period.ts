const dayMs = 86_400_000;

/** The day so many days before today, as the zone counts days. */
export function dayBefore(days: number, timeZone: string, now = Date.now()): string {
  // The Swedish order is the ISO order; counting back from noon meets no change of the clocks.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
  return new Date(Date.parse(`${today}T12:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}

export type Narrowed = {
  rating: '' | 'good' | 'middling' | 'poor' | 'commented';
  personId: string;
  days: '7' | '28' | '90' | 'all';
};

export const everything: Narrowed = { rating: '', personId: '', days: '28' };

/** What is asked of the server for a choice of filters. */
export function askedFor({ rating, personId, days }: Narrowed, timeZone: string) {
  return {
    ...(rating && { rating }),
    ...(personId && { personId }),
    ...(days !== 'all' && { from: dayBefore(Number(days) - 1, timeZone) }),
  };
}
