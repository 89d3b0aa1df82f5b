/** One write of one key, as the client saw it and as the ledger dates it. Times in milliseconds of one clock. */
export interface Ecriture {
  cle: string;
  /** Before its first sending. */
  debut: number;
  /** When its first acknowledgement was there; Infinity when none ever was. */
  fin: number;
  /** The version of the row that it made. */
  version: number;
  /** Who acknowledged it. */
  par: string;
}

/** One reading of one key. */
export interface Lecture {
  cle: string;
  debut: number;
  fin: number;
  /** The versions of the row that look like what was read: one, or none when the row never was like that. */
  versions: readonly number[];
  par: string;
}

/** A reading that shows something else than it may. */
export interface Violation {
  /**
   * `perimee`: older than a write that was acknowledged before the reading began. `prematuree`: newer than every write
   * that had begun. `inconnue`: never was.
   */
  genre: 'perimee' | 'prematuree' | 'inconnue';
  lecture: Lecture;
  /** The write that the reading should have seen, of those the one acknowledged first. */
  ecriture?: Ecriture;
  /** For how long the reading was wrong when it began, in milliseconds. */
  ageMs: number;
}

/** The version of a row at its opening, before the first write of the history. */
export const OUVERTURE = 1;

/**
 * Checks a history: each reading shows at least every write acknowledged before it began, and at most the newest write
 * begun before it ended. What is acknowledged at the very moment in which a reading begins need not be seen by it.
 *
 * @returns what does not hold, in the order of the readings
 */
export function verifierHistoire(
  ecritures: readonly Ecriture[],
  lectures: readonly Lecture[],
): Violation[] {
  const parCle = new Map<string, Ecriture[]>();
  for (const ecriture of ecritures) {
    parCle.set(ecriture.cle, parCle.get(ecriture.cle) ?? []);
    parCle.get(ecriture.cle)?.push(ecriture);
  }
  const bornes = new Map([...parCle].map(([cle, siennes]) => [cle, bornesDe(siennes)]));
  return lectures.flatMap((lecture): Violation[] => {
    const { acquittee, commencee } = bornes.get(lecture.cle) ?? SANS_ECRITURE;
    if (lecture.versions.length === 0) return [{ genre: 'inconnue', lecture, ageMs: 0 }];
    const auMoins = acquittee(lecture.debut);
    const auPlus = commencee(lecture.fin);
    if (lecture.versions.some((v) => v >= auMoins && v <= auPlus)) return [];
    const anciennes = lecture.versions.filter((v) => v < auMoins);
    if (anciennes.length === 0) return [{ genre: 'prematuree', lecture, ageMs: 0 }];
    const ecriture = premiereManquee(parCle.get(lecture.cle) ?? [], Math.max(...anciennes));
    const ageMs = lecture.debut - (ecriture?.fin ?? lecture.debut);
    return [{ genre: 'perimee', lecture, ...(ecriture && { ecriture }), ageMs }];
  });
}

/**
 * The same writes for a check that gives time to those whose acknowledgement promises nothing at once.
 *
 * @param toleree says which; all of them unless given
 */
export const accorder = (
  ecritures: readonly Ecriture[],
  delaiMs: number,
  toleree: (ecriture: Ecriture) => boolean = () => true,
): Ecriture[] => ecritures.map((e) => (toleree(e) ? { ...e, fin: e.fin + delaiMs } : e));

interface Bornes {
  /** The newest version acknowledged before a moment. */
  acquittee: (avant: number) => number;
  /** The newest version whose write had begun at a moment. */
  commencee: (a: number) => number;
}

const SANS_ECRITURE: Bornes = { acquittee: () => OUVERTURE, commencee: () => OUVERTURE };

function bornesDe(ecritures: readonly Ecriture[]): Bornes {
  return {
    acquittee: plusHaute(ecritures, 'fin', (instant, avant) => instant < avant),
    commencee: plusHaute(ecritures, 'debut', (instant, a) => instant <= a),
  };
}

/** The highest version of the writes whose instant is early enough, by binary search. */
function plusHaute(
  ecritures: readonly Ecriture[],
  instant: 'debut' | 'fin',
  assezTot: (instant: number, limite: number) => boolean,
): (limite: number) => number {
  const rangees = [...ecritures].sort((a, b) => a[instant] - b[instant]);
  let haute = OUVERTURE;
  const hautes = rangees.map(({ version }) => (haute = Math.max(haute, version)));
  return (limite) => {
    let [bas, haut] = [0, rangees.length];
    while (bas < haut) {
      const milieu = (bas + haut) >> 1;
      if (assezTot(rangees[milieu]?.[instant] ?? Infinity, limite)) bas = milieu + 1;
      else haut = milieu;
    }
    return hautes[bas - 1] ?? OUVERTURE;
  };
}

function premiereManquee(ecritures: readonly Ecriture[], vue: number): Ecriture | undefined {
  let premiere: Ecriture | undefined;
  for (const ecriture of ecritures) {
    if (ecriture.version > vue && ecriture.fin < (premiere?.fin ?? Infinity)) premiere = ecriture;
  }
  return premiere;
}
