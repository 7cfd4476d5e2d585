/** The edition of the world's time zones that this process reckons by, e.g. 2025b; editions sort by their name. */
export const tzVersion = process.versions.tz ?? '0';
