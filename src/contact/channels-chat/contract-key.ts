import { z } from 'zod';

export const WidgetKey = z.string().regex(/^pk_[A-Za-z0-9_-]{16,60}$/, 'a key such as pk_…');
