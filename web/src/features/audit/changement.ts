/** One value of an audit entry, before and after; null for what was not there. */
export type Changement = { champ: string; avant: string | null; apres: string | null };

type Objet = Readonly<Record<string, unknown>>;

/** Fields that hold cents, wherever they stand. */
const MONTANTS = new Set([
  ...[
    'prix',
    'total',
    'tps',
    'tvq',
    'sousTotal',
    'montant',
    'fondDeCaisse',
    'rembourse',
    'arrondi',
  ],
]);

/** How a value is read. */
export type Lecture = {
  argent: (cents: number) => string;
  dateHeure: (iso: string) => string;
  oui: string;
  non: string;
  /** What people call a field; its own name where nobody gave it another. */
  champ: (nom: string) => string;
  /** What people call a value that is a code or the number of a thing; null for any other. */
  code: (champ: string, valeur: string | number) => string | null;
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(Z|[+-]\d\d:?\d\d)$/;

function lire(texte: string | null | undefined): unknown {
  if (texte === null || texte === undefined) return {};
  try {
    return JSON.parse(texte);
  } catch {
    return texte;
  }
}

const estObjet = (valeur: unknown): valeur is Objet =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

function ecrire(champ: string, valeur: unknown, lecture: Lecture): string {
  if (valeur === null) return '—';
  if (typeof valeur === 'boolean') return valeur ? lecture.oui : lecture.non;
  if (typeof valeur === 'number' && MONTANTS.has(champ)) return lecture.argent(valeur);
  if (typeof valeur === 'string' && INSTANT.test(valeur)) return lecture.dateHeure(valeur);
  if (typeof valeur === 'number' || typeof valeur === 'string') {
    return lecture.code(champ, valeur) ?? String(valeur);
  }
  if (Array.isArray(valeur)) {
    return valeur.map((element: unknown) => ecrire(champ, element, lecture)).join(' ; ');
  }
  return Object.entries(valeur as Objet)
    .map(([cle, sienne]) => `${lecture.champ(cle)} ${ecrire(cle, sienne, lecture)}`)
    .join(', ');
}

/**
 * What an audit entry changed, field by field, what stayed the same left out.
 *
 * @param avant JSON, or null when there was nothing
 * @param apres JSON, or null when nothing is left
 */
export function lireChangements(
  avant: string | null | undefined,
  apres: string | null | undefined,
  lecture: Lecture,
): Changement[] {
  const lus = [lire(avant), lire(apres)] as const;
  const [ancien, neuf] = lus.map((lu): Objet => (estObjet(lu) ? lu : { '': lu }));
  const champs = [...new Set([...Object.keys(ancien ?? {}), ...Object.keys(neuf ?? {})])];
  return champs
    .map((champ) => {
      const [a, b] = [ancien, neuf].map((objet) =>
        // A value that is null says no more than a value that is not there.
        objet && Object.hasOwn(objet, champ) && objet[champ] !== null
          ? ecrire(champ, objet[champ], lecture)
          : null,
      );
      return { champ: lecture.champ(champ), avant: a ?? null, apres: b ?? null };
    })
    .filter(({ avant: a, apres: b }) => a !== b);
}
