import { randomUUID } from 'node:crypto';
import { setTimeout as attendre } from 'node:timers/promises';

import type { Hasard } from '../harnais/hasard.ts';
import { hasardDe } from '../harnais/tailles.ts';
import { annuler, lireNiveaux, type Niveau, reserver } from './client.ts';
import type { Instance, MiniSysteme } from './mini-systeme.ts';

/** Reading as the client saw it, in milliseconds of `performance.now()`. */
export interface LectureFaite {
  debut: number;
  fin: number;
  par: string;
  produits: readonly number[];
  niveaux: readonly (Niveau | null)[];
}

/** A write as the client saw it; what it changed is in the ledger. */
export interface EcritureFaite {
  /** RESERVATION or LIBERATION, as the ledger has it. */
  type: 'RESERVATION' | 'LIBERATION';
  venteId: string;
  debut: number;
  /** Infinity while nobody has acknowledged it. */
  fin: number;
  par: string;
}

/** What clients did and were told. */
export interface Histoire {
  produits: readonly number[];
  lectures: LectureFaite[];
  ecritures: EcritureFaite[];
  /** Replays and tries that ended in an error are counted too. */
  operations: number;
  echecs: number;
}

export interface Charge {
  /** The figure, whose streams of choices the clients draw from. */
  figure: string;
  ecrivains: number;
  lecteurs: number;
  /** Products that all of them want. */
  produits: readonly number[];
  /** Whom writers and readers ask; all processes unless told. */
  lues: readonly Instance[];
  ecrites: readonly Instance[];
  /** Asked before each operation, with how many were begun. */
  continuer: (operations: number) => boolean;
}

/** Never lacks. */
const OUVERTURE = 1_000_000_000;
/** Different quantities: what is left tells after which write it was so. */
const QUANTITE_MAX = 1_000;
/** After an error: somebody else may answer. */
const PAUSE_MS = 10;

let premierLibre = 10_000;

/** Brings in as many new products, which nobody has read yet. */
export async function approvisionner({ sql }: MiniSysteme, nombre: number): Promise<number[]> {
  const produits = Array.from({ length: nombre }, () => (premierLibre += 1));
  await sql(
    `SELECT inscrire_mouvements(array_agg(ROW(1, p, $2, 0, 'OUVERTURE', NULL, NULL, NULL, 'harnais')
       ::mouvement_a_inscrire)) FROM unnest($1::int[]) AS p`,
    [produits, OUVERTURE],
  );
  return produits;
}

/** Makes writers and readers work on the same few keys, each as fast as it is answered. */
export async function faireHistoire(charge: Charge): Promise<Histoire> {
  const { figure, continuer, produits } = charge;
  const histoire: Histoire = { produits, lectures: [], ecritures: [], operations: 0, echecs: 0 };
  const repeter = async (client: string, faire: (hasard: Hasard) => Promise<void>) => {
    const hasard = hasardDe(`${figure}/${client}`);
    while (continuer(histoire.operations)) {
      histoire.operations += 1;
      await faire(hasard).catch(async () => {
        histoire.echecs += 1;
        await attendre(PAUSE_MS);
      });
    }
  };
  const tous = (nombre: number, nom: string, client: () => (hasard: Hasard) => Promise<void>) =>
    Array.from({ length: nombre }, (_, i) => repeter(`${nom}-${i}`, client()));
  await Promise.all([
    ...tous(charge.ecrivains, 'ecrivain', () => ecrivain(histoire, charge)),
    ...tous(charge.lecteurs, 'lecteur', () => lecteur(histoire, charge)),
  ]);
  return histoire;
}

/** Histories of the same keys, one after the other. */
export function reunir(histoires: readonly Histoire[]): Histoire {
  const somme = (de: (h: Histoire) => number) => histoires.reduce((n, h) => n + de(h), 0);
  return {
    produits: histoires[0]?.produits ?? [],
    lectures: histoires.flatMap(({ lectures }) => lectures),
    ecritures: histoires.flatMap(({ ecritures }) => ecritures),
    operations: somme(({ operations }) => operations),
    echecs: somme(({ echecs }) => echecs),
  };
}

/** Reads one key, or several. */
const lecteur =
  (histoire: Histoire, { lues }: Charge) =>
  async (hasard: Hasard) => {
    const { url, nom: par } = hasard.choisir(lues);
    const produits = quelques(hasard, histoire.produits);
    const debut = performance.now();
    const niveaux = await lireNiveaux(url, produits);
    histoire.lectures.push({ debut, fin: performance.now(), par, produits, niveaux });
  };

/** Reserves one to three products, gives back one reservation in eight, repeats one in eight. */
function ecrivain(histoire: Histoire, { ecrites, continuer }: Charge) {
  const siennes: { venteId: string; lignes: { produitId: string; quantite: number }[] }[] = [];
  const acquitter = async (hasard: Hasard, appel: (url: string) => Promise<void>) => {
    for (;;) {
      const { url, nom } = hasard.choisir(ecrites);
      try {
        await appel(url);
        return { fin: performance.now(), par: nom };
      } catch (error) {
        histoire.echecs += 1;
        // A try is an operation: whatever never succeeds comes to an end.
        histoire.operations += 1;
        if (!continuer(histoire.operations)) throw error;
        await attendre(PAUSE_MS);
      }
    }
  };
  const noter = async (
    hasard: Hasard,
    faite: Pick<EcritureFaite, 'type' | 'venteId'>,
    appel: (url: string) => Promise<void>,
  ) => {
    const ecriture = { ...faite, debut: performance.now(), fin: Infinity, par: '' };
    histoire.ecritures.push(ecriture);
    Object.assign(ecriture, await acquitter(hasard, appel));
  };
  return async (hasard: Hasard) => {
    const genre = siennes.length < 4 ? 7 : hasard.entier(8);
    const [ancienne] = siennes;
    if (ancienne && genre === 0) {
      siennes.shift();
      const { venteId } = ancienne;
      await noter(hasard, { type: 'LIBERATION', venteId }, (url) => annuler(url, venteId));
      return;
    }
    if (ancienne && genre === 1) {
      const { venteId, lignes } = hasard.choisir(siennes);
      await acquitter(hasard, (url) => reserver(url, venteId, lignes));
      return;
    }
    const venteId = randomUUID();
    const lignes = quelques(hasard, histoire.produits).map((id) => ({
      produitId: String(id),
      quantite: hasard.entre(1, QUANTITE_MAX),
    }));
    await noter(hasard, { type: 'RESERVATION', venteId }, (url) => reserver(url, venteId, lignes));
    siennes.push({ venteId, lignes });
  };
}

/** One product in half of the cases, else two or three. */
function quelques(hasard: Hasard, produits: readonly number[]): number[] {
  const nombre = hasard.uneFoisSur(2) ? 1 : hasard.entre(2, 3);
  return [...new Set(Array.from({ length: nombre }, () => hasard.choisir(produits)))];
}
