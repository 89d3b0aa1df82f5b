import { GRAINE } from '../harnais/tailles.ts';
import type { HistoireDatee } from './dater.ts';
import type { Espion } from './espion.ts';
import type { Ecriture, Lecture, Violation } from './verifier-histoire.ts';

/**
 * The shortest history that shows a violation, for a person: the write, the reading, and what Redis did to the key
 * around them, in their order; empty when there is none.
 */
export function raconter(
  violations: readonly Violation[],
  histoire: HistoireDatee,
  espion: Pick<Espion, 'autour'>,
): string {
  const [courte] = [...violations].sort((a, b) => dureeDe(a) - dureeDe(b));
  if (!courte) return '';
  const { lecture, genre, ageMs } = courte;
  const ecriture = derniereManquee(courte, histoire) ?? courte.ecriture;
  const [de, a] = [ecriture?.debut ?? lecture.debut, lecture.fin];
  const pas = espion.autour(lecture.cle, de - 10_000, a);
  // The entry that was read was made by the last of them before the write, or by one after it.
  const avant = pas.filter((p) => Number.parseFloat(p) < de).slice(-3);
  const lignes = [
    ...(ecriture ? [ligneEcriture(ecriture)] : []),
    ligneLecture(lecture),
    ...avant,
    ...pas.filter((p) => Number.parseFloat(p) >= de).slice(0, 40),
  ].sort((x, y) => Number.parseFloat(x) - Number.parseFloat(y));
  return [
    `${violations.length} violations, seed ${GRAINE}; the shortest: ${genre}, wrong for ${ageMs.toFixed(1)} ms, of ${lecture.cle}`,
    ...lignes,
  ].join('\n');
}

const dureeDe = ({ lecture, ecriture }: Violation) =>
  lecture.fin - (ecriture?.debut ?? lecture.debut);

/** Of the writes that it should have seen, the last: nothing shorter shows it. */
function derniereManquee(
  { lecture }: Violation,
  { ecritures }: HistoireDatee,
): Ecriture | undefined {
  const vue = Math.max(...lecture.versions);
  return ecritures
    .filter(({ cle, fin, version }) => cle === lecture.cle && fin < lecture.debut && version > vue)
    .sort((a, b) => b.debut - a.debut)[0];
}

const ligneEcriture = ({ debut, fin, version, par }: Ecriture) =>
  `${debut.toFixed(1)} write of version ${version}, acknowledged at ${fin.toFixed(1)} by ${par}`;

const ligneLecture = ({ debut, fin, versions, par }: Lecture) =>
  `${debut.toFixed(1)} reading that ends at ${fin.toFixed(1)} shows version ${versions.join(' or ')}, by ${par}`;
