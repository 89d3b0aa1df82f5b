import { randomUUID } from 'node:crypto';
import { setTimeout as attendre } from 'node:timers/promises';

import {
  AccueilDocument,
  AjouterProduitDocument,
  CheckoutDocument,
  CreerPanierDocument,
  FixerQuantiteDocument,
  PageTableauDeBordDocument,
  RechercherProduitsDocument,
} from '../../../web/src/shared/api/generated/graphql.ts';
import { ADMIN, caissierDe, type Identites } from '../../support/identites.ts';
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
  /** One for each product that is added: sent again, it adds once. */
  ajouts: readonly [string, string];
  venteId: string;
}

const CAISSIERS = 12;
/** So many wait for an answer at once; when the machine is too slow for more, the rate goes down instead. */
const EN_VOL = 8;
const LECTURES = [
  [RechercherProduitsDocument, { magasinId: '2', recherche: 'a' }],
  [AccueilDocument, { magasinId: '2' }],
  [RechercherProduitsDocument, { magasinId: '3' }],
  [PageTableauDeBordDocument, { magasinId: '1' }],
] as const;

/**
 * Sends requests at a steady rate, whether the answers come or not: half read, half are steps of sales, until
 * it is told to stop. The session is of a till of the second store.
 */
export function affluence(
  origine: string,
  identites: Identites,
  { debit, sessionCaisseId }: { debit: number; sessionCaisseId: string },
): Affluence {
  const bilan: Bilan = { requetes: 0, echecs: [], durees: [], ventes: 0, debit: 0, enCours: 0 };
  const enVol = new Set<Promise<void>>();
  let arretee = false;
  const debut = performance.now();

  const nouveau = (): Omit<Caissier, 'occupe'> => ({
    etape: 0,
    panierId: randomUUID(),
    ajouts: [randomUUID(), randomUUID()],
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
      racine(await demander(origine, document, variables, await identites.entetesDe(ADMIN)));
    });
  };

  /** The next step of a sale. A step that failed is done again, as the web application does. */
  const avancer = async (caissier: Caissier) => {
    const { etape, panierId, ajouts, venteId } = caissier;
    const cles = [panierId, ...ajouts, panierId, venteId];
    const entetes = {
      'idempotency-key': cles[etape] ?? '',
      ...(await identites.entetesDe(caissierDe(2))),
    };
    const fait = async (
      document: Parameters<typeof demander>[1],
      input: object,
      attendu: string,
    ) => {
      const reponse = racine(await demander(origine, document, { input }, entetes)) as {
        __typename: string;
      };
      if (reponse.__typename !== attendu) throw new Error(JSON.stringify(reponse));
    };
    const ajouter = (produitId: string, ajoutId: string) =>
      fait(AjouterProduitDocument, { panierId, produitId, quantite: 1, ajoutId }, 'Panier');
    switch (etape) {
      case 0:
        await fait(CreerPanierDocument, { id: panierId, sessionCaisseId }, 'Panier');
        break;
      case 1:
        await ajouter('5', ajouts[0]);
        break;
      case 2:
        await ajouter('3', ajouts[1]);
        break;
      case 3:
        await fait(FixerQuantiteDocument, { panierId, produitId: '5', quantite: 2 }, 'Panier');
        break;
      default: {
        const input = { venteId, panierId, paiements: [{ mode: 'COMPTANT', montant: 10_000 }] };
        const reponse = racine(await demander(origine, CheckoutDocument, { input }, entetes)) as {
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
    if (!caissier) return false;
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
