import { CROISSANTES, type Taille } from './annee.ts';

/** What a simulated year gave. */
export interface Resultat {
  date: string;
  graine: number;
  ventes: number;
  machine: string;
  jour: number;
  secondes: number;
  mesures: { jour: number; tailles: Taille[] }[];
}

/** The report of a simulated year, for people. */
export function rapport({
  date,
  graine,
  ventes,
  machine,
  jour,
  secondes,
  mesures,
}: Resultat): string {
  const dernier = mesures.at(-1)?.tailles ?? [];
  // Once every rule has begun to remove, and the tables have the room that they need.
  const etabli = mesures.find((mesure) => mesure.jour >= 60);
  const tailleDe = (tailles: Taille[] | undefined, table: string) =>
    tailles?.find((taille) => taille.table === table) ?? { lignes: 0, octets: 0 };
  const lignes = dernier.map(({ table, lignes: nombre, octets }) => {
    const avant = tailleDe(etabli?.tailles, table);
    const part = avant.octets === 0 ? '' : `${((100 * octets) / avant.octets).toFixed(0)} %`;
    const attendu = CROISSANTES.includes(table) ? 'grows' : 'flat';
    return `| ${table} | ${avant.lignes} | ${ko(avant.octets)} | ${nombre} | ${ko(octets)} | ${part} | ${attendu} |`;
  });
  const mois = mesures.map(
    ({ jour: n, tailles }) =>
      `| ${n} | ${dernier.map(({ table }) => ko(tailleDe(tailles, table).octets)).join(' | ')} |`,
  );
  return `# Retention over a year, ${date}

What \`npm run mesure:retention\` measured: the rows that the sales of a chain leave, written day after day with the dates of a
year, and each night the rules of every service at their default (cases at 30 days, their least), at the date of that night. Sizes are kB, indexes included.
VACUUM runs after each night, where autovacuum follows at its own pace.

- ${jour} days, about ${ventes} sales a day (50 to 150 %), seed ${graine}; ${Math.round(secondes)} s; ${machine}
- stopped at any moment, the same command goes on from the last whole day

| table | rows, day ${etabli?.jour ?? '-'} | kB, day ${etabli?.jour ?? '-'} | rows, day ${jour} | kB, day ${jour} | of day ${etabli?.jour ?? '-'} | must |
| --- | --- | --- | --- | --- | --- | --- |
${lignes.join('\n')}

By the end of each month, in kB:

| day | ${dernier.map(({ table }) => table).join(' | ')} |
| --- | ${dernier.map(() => '---').join(' | ')} |
${mois.join('\n')}
`;
}

const ko = (octets: number) => String(Math.round(octets / 1_024));
