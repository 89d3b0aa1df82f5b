import { type Echec, echec, enDollars, type Montant } from '@caisse/subgraph-kit/domaine';

export interface Rupture {
  produitId: number;
  demande: number;
  disponible: number;
}

export interface Exces {
  produitId: number;
  demande: number;
  retournable: number;
}

/** Why a sale is refused: a member of `CheckoutResultat` and its data. */
export type RefusMontre =
  | { type: 'PanierIntrouvable' }
  | { type: 'PanierIndisponible' }
  | { type: 'PanierExpire' }
  | { type: 'PanierVide' }
  | { type: 'PanierAutreSession' }
  | { type: 'SessionFermee' }
  | { type: 'StockInsuffisant'; ruptures: Rupture[] }
  | { type: 'PaiementInsuffisant'; manque: Montant }
  | { type: 'PaiementCarteExcessif'; maximum: Montant }
  | { type: 'PaiementRefuse'; motif?: string }
  | { type: 'ComptantInvraisemblable'; maximum: Montant }
  /** The cashier gave it up, or nobody was there any more. */
  | { type: 'VenteAbandonnee' }
  /** A participant said no, by contract: asking again changes nothing. */
  | { type: 'DemandeRefusee'; participant: string; motif: string };

/**
 * The same, kept in the row so that a replay gets the same answer. A cart of another store is no member of the
 * result: who tries to sell it is told that it is forbidden.
 */
export type RefusVente = RefusMontre | { type: 'PanierAutreMagasin' };

/** Why a return is refused, kept likewise. */
export type RefusAnnulation =
  { type: 'VenteNonAnnulable' } | { type: 'RetourExcessif'; exces: Exces[] };

/** A refusal as a member of a result union. Distributes: each refusal keeps its own data. */
export type EchecDe<Refus> = Refus extends { type: infer Type extends string }
  ? Echec<Type> & Omit<Refus, 'type'>
  : never;

/** The refusal as data of the API: type, code, sentence and what the till needs to go on. */
export function enEchec<Refus extends RefusMontre | RefusAnnulation>(refus: Refus): EchecDe<Refus> {
  const { type, ...donnees } = refus;
  // The compiler does not follow a conditional type through a spread.
  return { ...echec(type, phrase(refus)), ...donnees } as unknown as EchecDe<Refus>;
}

/** A refusal as whoever may see the sale reads it afterwards. */
export function decrireRefus(refus: RefusVente) {
  const autreMagasin = refus.type === 'PanierAutreMagasin';
  const { code, message } = autreMagasin
    ? echec(refus.type, 'Ce panier est d’un autre magasin.')
    : echec(refus.type, phrase(refus));
  return {
    ...{ code, message },
    participant:
      'participant' in refus
        ? refus.participant
        : refus.type === 'PaiementRefuse'
          ? 'terminal'
          : null,
    motif: 'motif' in refus ? (refus.motif ?? null) : null,
  };
}

const PARTICIPANTS: Readonly<Record<string, string>> = {
  panier: 'le service des paniers',
  stock: 'le service du stock',
  caisse: 'le service des caisses',
  vente: 'le calcul du reçu',
};

function phrase(refus: RefusMontre | RefusAnnulation): string {
  switch (refus.type) {
    case 'PanierIntrouvable':
      return 'Ce panier n’existe pas.';
    case 'PanierIndisponible':
      return 'Ce panier est déjà vendu ou en cours d’encaissement.';
    case 'PanierExpire':
      return 'Ce panier est d’un jour passé. Renouvelez-le aux prix d’aujourd’hui avant d’encaisser.';
    case 'PanierVide':
      return 'Le panier est vide. Ajoutez un produit avant d’encaisser.';
    case 'PanierAutreSession':
      return 'Ce panier appartient à une autre session de caisse.';
    case 'SessionFermee':
      return 'La session de caisse est fermée. Ouvrez la caisse avant d’encaisser.';
    case 'StockInsuffisant':
      return 'Le stock disponible ne suffit pas pour ce panier.';
    case 'PaiementInsuffisant':
      return `Le paiement ne suffit pas : il manque ${enDollars(refus.manque)}.`;
    case 'PaiementCarteExcessif':
      return `Les cartes ne peuvent pas payer plus de ${enDollars(refus.maximum)}.`;
    case 'PaiementRefuse':
      return 'Le terminal a refusé la carte.';
    case 'ComptantInvraisemblable':
      return `Le comptant remis dépasse ${enDollars(refus.maximum)} pour cette vente. Vérifiez le montant.`;
    case 'VenteAbandonnee':
      return 'Cette vente a été abandonnée : rien n’a été vendu.';
    case 'DemandeRefusee':
      return `Cette vente ne peut pas être faite : ${PARTICIPANTS[refus.participant] ?? 'un service'} l’a refusée.`;
    case 'VenteNonAnnulable':
      return 'Cette vente n’est pas encaissée, ou elle est déjà entièrement annulée.';
    case 'RetourExcessif':
      return 'Le retour dépasse ce qui reste à retourner.';
  }
}
