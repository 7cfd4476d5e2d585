import { Earlier } from '../EarlierList.tsx';
import { Start } from '../StartForm.tsx';

/* What is asked before the first message, and the list of conversations. */
if (window.heed) window.heed.forms = { Start, Earlier };
