import { randomUUID } from 'node:crypto';
import { setTimeout as attendre } from 'node:timers/promises';

import { waitFor } from '@caisse/subgraph-kit/test';

import {
  AccueilDocument,
  AjouterProduitDocument,
  CheckoutDocument,
  CreerPanierDocument,
  FixerQuantiteDocument,
  PageTableauDeBordDocument,
  RechercherProduitsDocument,
} from '../../../web/src/shared/api/generated/graphql.ts';
import { demander, racine } from './requete.ts';

/** What many tills met together. */
export interface Bilan {
  requetes: number;
  /** One line for each request that failed: when, what, why. */
  echecs: string[];
  /** Milliseconds of each request, in the order of the answers. */
  durees: number[];
  ventes: number;
  /** Requests a second that were reached. */
  debit: number;
  /** Sales that a till had to send again, because the answer was `VenteEnCours`. */
  enCours: number;
}

export interface Affluence {
  /** A sentence that explains the failures from now on. */
  situation: string;
  /** Resolves once every request has its answer. */
  bilan: Promise<Bilan>;
  /** Requests sent so far. */
  envoyees(): number;
  /** Sends no more. */
  arreter(): void;
}

/** A till that makes its sales step by step, one request each. */
interface Caissier {
  occupe: boolean;
  etape: number;
  panierId: string;
  venteId: string;
}

const CAISSIERS = 12;
/** So many wait for an answer at once; when the machine is too slow for more, the rate goes down instead. */
const EN_VOL = 8;
const LECTURES = [
  [RechercherProduitsDocument, { magasinId: '2', recherche: 'a' }],
  [AccueilDocument, {}],
  [RechercherProduitsDocument, { magasinId: '3' }],
  [PageTableauDeBordDocument, { magasinId: '1' }],
] as const;

/**
 * Sends requests at a steady rate, whether the answers come or not: half read, half are steps of sales, until
 * it is told to stop.
 *
 * @param options.paniers carts with a line each: `ajouterAuPanier`, which cannot be sent twice, is then not sent
 */
export function affluence(
  origine: string,
  options: {
    debit: number;
    sessionCaisseId: string;
    paniers?: string[];
  },
): Affluence {
  const { debit, sessionCaisseId, paniers } = options;
  const bilan: Bilan = { requetes: 0, echecs: [], durees: [], ventes: 0, debit: 0, enCours: 0 };
  const enVol = new Set<Promise<void>>();
  let arretee = false;
  const debut = performance.now();

  const nouveau = (): Omit<Caissier, 'occupe'> => ({
    etape: paniers ? 3 : 0,
    panierId: paniers?.pop() ?? randomUUID(),
    venteId: randomUUID(),
  });
  const caissiers: Caissier[] = Array.from({ length: CAISSIERS }, () => ({
    occupe: false,
    ...nouveau(),
  }));

  const envoyer = (quoi: string, travail: () => Promise<void>) => {
    const depart = performance.now();
    bilan.requetes += 1;
    const vol = travail()
      .catch((error: unknown) => {
        const cause =
          error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
        const instant = ((depart - debut) / 1_000).toFixed(1);
        bilan.echecs.push(
          `${instant} s, ${resultat.situation}: ${quoi}: ${String(error)} ${cause}`,
        );
      })
      .finally(() => {
        bilan.durees.push(performance.now() - depart);
        enVol.delete(vol);
      });
    enVol.add(vol);
  };

  const lire = (rang: number) => {
    const [document, variables] = LECTURES[rang % LECTURES.length] as (typeof LECTURES)[number];
    envoyer(`read ${rang % LECTURES.length}`, async () => {
      racine(await demander(origine, document, variables));
    });
  };

  /** The next step of a sale. A step that failed is done again, as the web application does. */
  const avancer = async (caissier: Caissier) => {
    const { etape, panierId, venteId } = caissier;
    const cle = { 'idempotency-key': etape === 4 ? venteId : panierId };
    const fait = async (
      document: Parameters<typeof demander>[1],
      input: object,
      attendu: string,
    ) => {
      const reponse = racine(
        await demander(origine, document, { input }, etape === 1 || etape === 2 ? {} : cle),
      ) as { __typename: string };
      if (reponse.__typename !== attendu) throw new Error(JSON.stringify(reponse));
    };
    const ajouter = (produitId: string, quantite: number) =>
      fait(AjouterProduitDocument, { panierId, produitId, quantite }, 'Panier');
    switch (etape) {
      case 0:
        await fait(CreerPanierDocument, { id: panierId, sessionCaisseId }, 'Panier');
        break;
      case 1:
        await ajouter('5', 1);
        break;
      case 2:
        await ajouter('3', 1);
        break;
      case 3:
        await fait(FixerQuantiteDocument, { panierId, produitId: '5', quantite: 2 }, 'Panier');
        break;
      default: {
        const input = { venteId, panierId, paiements: [{ mode: 'COMPTANT', montant: 10_000 }] };
        const reponse = racine(await demander(origine, CheckoutDocument, { input }, cle)) as {
          __typename: string;
        };
        if (reponse.__typename === 'VenteEnCours') {
          bilan.enCours += 1;
          return;
        }
        if (reponse.__typename !== 'CheckoutReussi') throw new Error(JSON.stringify(reponse));
        bilan.ventes += 1;
        Object.assign(caissier, nouveau());
        return;
      }
    }
    caissier.etape += 1;
  };

  const vendre = (): boolean => {
    const caissier = caissiers.find(({ occupe }) => !occupe);
    if (!caissier || (paniers?.length === 0 && caissier.etape === 3)) return false;
    caissier.occupe = true;
    envoyer(`sale, step ${caissier.etape}`, () =>
      avancer(caissier).finally(() => (caissier.occupe = false)),
    );
    return true;
  };

  const durer = async (): Promise<Bilan> => {
    for (let rang = 0; !arretee; rang += 1) {
      const retard = debut + (rang * 1_000) / debit - performance.now();
      if (retard > 0) await attendre(retard);
      while (enVol.size >= EN_VOL) await Promise.race(enVol);
      if (rang % 2 === 0 || !vendre()) lire(rang >> 1);
    }
    await Promise.all(enVol);
    bilan.debit = (bilan.requetes * 1_000) / (performance.now() - debut);
    return bilan;
  };

  const resultat: Affluence = {
    situation: 'at rest',
    envoyees: () => bilan.requetes,
    arreter: () => (arretee = true),
    bilan: Promise.resolve(bilan),
  };
  resultat.bilan = durer();
  return resultat;
}

/** Carts with one line each, for tills that must not add any more. */
export async function preparerPaniers(
  origine: string,
  sessionCaisseId: string,
  nombre: number,
): Promise<string[]> {
  const preparer = async () => {
    const id = randomUUID();
    racine(await demander(origine, CreerPanierDocument, { input: { id, sessionCaisseId } }));
    const input = { panierId: id, produitId: '5', quantite: 1 };
    racine(await demander(origine, AjouterProduitDocument, { input }));
    return id;
  };
  const ids: string[] = [];
  while (ids.length < nombre) {
    // A cart that a slow machine did not fill in time is left alone: another one is made.
    const lot = Array.from({ length: 4 }, () => waitFor(preparer, { timeoutMs: 30_000 }));
    ids.push(...(await Promise.all(lot)));
  }
  return ids;
}
