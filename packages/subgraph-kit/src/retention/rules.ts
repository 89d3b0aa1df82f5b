import { z } from 'zod';

/** Which rows of a table go, and after how long. One line a table. */
export interface RetentionRule {
  table: string;
  /** When a row began, or ended: it has an index. */
  since: string;
  /** SQL: what else must be so of a row `t`; $1 is the instant before which rows go. */
  when?: string;
  /** The setting: how many days rows are kept. Rules may share one. */
  variable: `RETENTION_${string}_JOURS`;
  days: number;
  /** Fewer days are refused. */
  least: number;
  /** What the setting is about. */
  what: string;
}

/** What a deployment may set. */
export interface RetentionSettings {
  /** At which hours rows are removed, `2-5`. */
  RETENTION_HEURES?: string | undefined;
  [days: `RETENTION_${string}_JOURS`]: number | undefined;
}

/** When nobody is at a till. */
export const NIGHT = '2-5';

/** The hours at which rows are removed, in every service. */
export const retentionHours = z
  .string()
  .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-4])$/, 'must be two hours, 2-5')
  .default(NIGHT)
  .describe(
    'Hours at which rows past their time are removed, in the stores’ time zone; 0-24 at any time.',
  );

/** The settings of some rules, for the schema of a service's environment. */
export function retentionEnvironment<const Rules extends readonly RetentionRule[]>(rules: Rules) {
  return Object.fromEntries(
    rules.map(({ variable, days, least, what }) => [
      variable,
      z.coerce
        .number()
        .int()
        .min(least)
        .max(36_500)
        .default(days)
        .describe(`Days that ${what} are kept, at least ${least}.`),
    ]),
  ) as { [Variable in Rules[number]['variable']]: z.ZodDefault<z.ZodCoercedNumber> };
}

const HOUR = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Toronto',
  hour: 'numeric',
  hourCycle: 'h23',
});

/**
 * Whether an instant is in the hours.
 *
 * @param hours from the first, up to the second; they may pass midnight, `22-4`
 */
export function isWithin(instant: Date, hours: string): boolean {
  const [from = 0, to = 0] = hours.split('-').map(Number);
  const hour = Number(HOUR.format(instant));
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}
