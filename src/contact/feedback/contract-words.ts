/** How long a link can be used, and a rating be changed. */
export const linkDays = 14;
export const changeHours = 24;

/** What a rating from 1 to 5 says. */
export const ratingWords = { 5: 'Very good', 4: 'Good', 3: 'So-so', 2: 'Poor', 1: 'Very poor' } as const;

/** The word for a rating from 1 to 5. */
export function ratingWord(rating: number): string {
  return ratingWords[rating as keyof typeof ratingWords] ?? String(rating);
}
