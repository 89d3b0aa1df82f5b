import type { ResoudreFragment } from '../../shared/api/generated/graphql.ts';

/** A card of a sale, and how much of it is in question. */
export type Carte = { rang: number; montant: number };

type Dossier = Pick<
  ResoudreFragment,
  'type' | 'place' | 'participant' | 'historique' | 'vente' | 'annulation'
>;

/** What a person did about a case stands in its history as well, and is no answer of anybody. */
const RELANCE = 'RELANCE';

/** What the refund of a card says once a person declared that it was not made. */
export const DECLARE_NON_REMBOURSE = 'DECLARE_NON_REMBOURSE';

/** The cards that paid a sale, each with its rank among what it was paid with. */
export function cartesDeLaVente(vente: Dossier['vente']): Carte[] {
  return (vente?.paiements ?? []).flatMap(({ mode, montant }, rang) =>
    mode === 'CARTE' ? [{ rang, montant }] : [],
  );
}

/**
 * The cards of which a person may say whether they were refunded: those that the provider leaves without an answer. A
 * refusal is an answer, and so is a first word, which stands.
 *
 * @param silence the provider has just not answered who looks at the case: that is not in its history
 */
export function cartesSansReponse(dossier: Dossier, silence: boolean): Carte[] {
  const { type, place, participant, historique, vente, annulation } = dossier;
  if (type === 'VENTE' || participant !== 'terminal') return [];
  const dernier = historique.findLast(({ detail }) => detail !== RELANCE);
  if (!silence && dernier?.statut !== 'INCONNU') return [];
  if (type === 'RETOUR') return cartesDeLaVente(vente);
  const rendu = annulation?.remboursements.find((un) => un.place === place);
  if (!rendu || rendu.rang === null || rendu.motifRefus === DECLARE_NON_REMBOURSE) return [];
  return [{ rang: rendu.rang, montant: rendu.montant }];
}

/** What a person typed about a card; `remboursee` is null until they chose. */
export type Saisie = { rang: number; remboursee: boolean | null; motif: string };

/** What is missing before it can be sent. */
export type Manque = 'constat' | 'motif';

/** What to send, or what is missing: neither outcome is taken for granted, since the wrong one costs the money twice or leaves it owed. */
export function lireConstat({ rang, remboursee, motif }: Saisie) {
  const dite = motif.trim();
  if (remboursee === null) return { manque: 'constat' as const };
  if (dite === '') return { manque: 'motif' as const };
  return { manque: null, constat: { rang, remboursee, motif: dite } };
}
