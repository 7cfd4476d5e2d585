const place = 'heed.palette';
const kept = 40;

/** What was picked in the palette on this machine, the last first: names of actions and screens, never of people. */
export function recentPicks(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers a pick. Where nothing can be kept, nothing is. */
export function rememberPick(id: string): void {
  try {
    const ids = [id, ...recentPicks().filter((one) => one !== id)].slice(0, kept);
    localStorage.setItem(place, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing still has a palette.
  }
}
