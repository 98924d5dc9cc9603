/**
 * `npm run bench`: from a keystroke to its diagnostics on a 5,000-line file, and cold audits of
 * real projects beside native `ruff check --select ASYNC` on the same files in the same run.
 */
import { benchAudit } from './audit.ts';
import { benchKeystroke } from './keystroke.ts';

await benchKeystroke();
await benchAudit();
