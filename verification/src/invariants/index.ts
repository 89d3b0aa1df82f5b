import type { Invariant } from '../invariant.ts';
import { v1 } from './v1-acknowledged.ts';
import { v2 } from './v2-stock-of-sales.ts';
import { v3 } from './v3-nothing-in-doubt.ts';
import { v4 } from './v4-ledger.ts';
import { v5 } from './v5-payments.ts';
import { v6 } from './v6-reporting.ts';
import { v7 } from './v7-receipt-numbers.ts';
import { v8 } from './v8-trace.ts';
import { v9 } from './v9-audit.ts';
import { v10 } from './v10-taxes.ts';
import { v11 } from './v11-carts.ts';
import { v12 } from './v12-sessions.ts';
import { v13 } from './v13-provider.ts';

export const ALL: readonly Invariant[] = [v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13];
