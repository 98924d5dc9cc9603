/**
 * `npm run bench`: from a keystroke to its diagnostics on a 5,000-line file, the order of imports
 * of a very large program, how far that of real programs is the true one, and cold audits of real projects beside native
 * `ruff check --select ASYNC` on the same files in the same run.
 */
import { benchAudit } from './audit.ts';
import { benchImportOrder } from './import-order.ts';
import { benchKeystroke } from './keystroke.ts';
import { benchOrderAgreement } from './order-agreement.ts';

await benchKeystroke();
await benchImportOrder();
await benchOrderAgreement();
await benchAudit();
