import { z } from 'zod';

const digits = z.string().regex(/^\d+$/);

export const auditHead = z.object({ numero: digits, empreinte: z.string() });
export const place = z.object({ xid: digits, position: digits });

/** Sums of the ledger up to one of its movements: store, product, available, reserved. */
export const ledger = z.object({
  upTo: z.number().int(),
  sums: z.array(z.tuple([z.number().int(), z.number().int(), z.number(), z.number()])),
});
export type Ledger = z.infer<typeof ledger>;

/** How far what is only ever added to was seen to be right. */
export const marks = z.object({
  /** V4. */
  ledger: ledger.optional(),
  /** V7: the last receipt of each till, with the place of its event. */
  receipts: z
    .record(z.string(), z.object({ sequence: digits, position: digits.nullable() }))
    .optional(),
  /** V8: the last event of the log. */
  events: place.optional(),
  /** V9: the last entry of each log. */
  audit: z.record(z.string(), auditHead).optional(),
});
export type Marks = z.infer<typeof marks>;
