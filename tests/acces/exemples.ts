import { randomUUID } from 'node:crypto';

import type { Chaine } from './chaine.ts';
import { COMPTANT } from './chaine.ts';

/** How a member is asked for, about things of store 1. */
export interface Exemple {
  /** Arguments of a root field, key of an entity. */
  variables?: (chaine: Chaine) => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** Document of a field below the root; the others are written from the schema. */
  document?: string;
}

const rien: Exemple = {};
const id = (valeur: string): Exemple => ({ variables: () => ({ id: valeur }) });
const input = (fields: (chaine: Chaine) => object | Promise<object>): Exemple => ({
  variables: async (chaine) => ({ input: await fields(chaine) }),
});
const LIGNES = [{ produitId: '5', quantite: 1 }];
const MOT_DE_PASSE = 'un mot de passe assez long';

/** One for each root field, each entity, and each other field that has a rule: `<subgraph> <member>`. */
export const EXEMPLES: Readonly<Record<string, Exemple>> = {
  'produit Query.produits': rien,
  'produit Query.produit': id('1'),
  'produit Mutation.modifierProduit': input(() => ({
    ...{ id: '1', version: 1, nom: 'Pommes', prix: 160, description: '' },
  })),
  'produit Produit': id('1'),
  'produit Query.produitsPourPanier': { variables: () => ({ ids: ['1'], jour: '2026-11-27' }) },
  'produit Audit': id('chaine'),

  'stock Query.transfert': id(randomUUID()),
  'stock Mutation.transfererStock': input(() => ({
    ...{ transfertId: randomUUID(), sourceId: '6', destinationId: '1', lignes: LIGNES },
  })),
  'stock Mutation.reserverStock': input(() => ({
    ...{ venteId: randomUUID(), magasinId: '1', lignes: LIGNES },
  })),
  'stock Mutation.annulerReservation': input(() => ({ venteId: randomUUID() })),
  'stock Mutation.retournerStock': input(async (chaine) => ({
    ...{ annulationId: randomUUID(), venteId: await chaine.vente() },
    ...{ magasinId: '1', lignes: LIGNES },
  })),
  'stock Stock': id('1-1'),
  'stock Produit': id('1'),
  'stock Magasin': id('1'),
  'stock TableauDeBord': id('1'),
  'stock Transfert': id(randomUUID()),
  'stock Audit': id('chaine'),

  'vente Query.vente': { variables: async (chaine) => ({ id: await chaine.vente() }) },
  'vente Query.ventes': { variables: () => ({ magasinId: '1' }) },
  'vente Query.evenementsVente': { variables: () => ({ limite: 1 }) },
  'vente Mutation.checkout': input(async (chaine) => ({
    ...{ venteId: randomUUID(), panierId: await chaine.panier(), paiements: COMPTANT },
  })),
  'vente Mutation.annulerVente': input(async (chaine) => ({
    ...{ annulationId: randomUUID(), venteId: await chaine.vente(), motif: 'Essai' },
  })),
  'vente Query.ventesConcluesSansCaisse': {
    variables: () => ({ magasinId: '1', caisseId: '1' }),
  },
  'vente Query.dossiersATraiter': { variables: () => ({ magasinId: '1' }) },
  'vente Query.terminalPaiement': rien,
  'vente Mutation.abandonnerVente': input(async (chaine) => ({ venteId: await chaine.vente() })),
  'vente Mutation.reconnaitreVente': input(async (chaine) => ({ venteId: await chaine.vente() })),
  'vente Mutation.relancerDossier': input(async (chaine) => ({
    dossierId: `VENTE:${await chaine.vente()}:0`,
  })),
  'vente Mutation.reessayerRemboursement': input(async (chaine) => ({
    ...{ annulationId: await chaine.annulation(), place: 0 },
  })),
  'vente Mutation.convertirRemboursement': input(async (chaine) => ({
    ...{ annulationId: await chaine.annulation(), place: 0 },
  })),
  'vente Mutation.declarerCarteRendue': input(async (chaine) => ({
    ...{ venteId: await chaine.vente(), rang: 0, motif: 'Essai' },
  })),
  'vente Mutation.declarerRemboursement': input(async (chaine) => ({
    ...{ dossierId: `RETOUR:${await chaine.annulation()}:0`, rang: 0 },
    ...{ remboursee: true, motif: 'Essai' },
  })),
  'vente Vente': { variables: async (chaine) => ({ id: await chaine.vente() }) },
  'vente Annulation': { variables: async (chaine) => ({ id: await chaine.annulation() }) },
  'vente Audit': id('chaine'),

  'panier Query.panier': { variables: async (chaine) => ({ id: await chaine.panier() }) },
  'panier Mutation.creerPanier': input(({ session }) => ({
    ...{ id: randomUUID(), sessionCaisseId: session },
  })),
  'panier Mutation.ajouterAuPanier': input(async (chaine) => ({
    ...{ panierId: await chaine.panier(), produitId: '1', quantite: 1 },
  })),
  'panier Mutation.modifierLignePanier': input(async (chaine) => ({
    ...{ panierId: await chaine.panier(), produitId: '5', quantite: 2 },
  })),
  'panier Mutation.viderPanier': input(async (chaine) => ({ panierId: await chaine.panier() })),
  'panier Mutation.renouvelerPanier': input(async (chaine) => ({
    ...{ panierId: await chaine.panier(), nouveauPanierId: randomUUID() },
  })),
  'panier Mutation.figerPanier': input(async (chaine) => ({
    ...{ panierId: await chaine.panier(), venteId: randomUUID() },
  })),
  'panier Mutation.libererPanier': input(async (chaine) => ({
    ...{ panierId: await chaine.panier(), venteId: randomUUID() },
  })),
  'panier Panier': { variables: async (chaine) => ({ id: await chaine.panier() }) },

  'caisse Query.magasins': rien,
  'caisse Query.magasin': id('1'),
  'caisse Query.sessionCaisse': { variables: ({ session }) => ({ id: session }) },
  'caisse Query.moi': rien,
  'caisse Query.mesConnexions': rien,
  'caisse Query.employes': rien,
  'caisse Query.employe': id('1'),
  'caisse Query.audit': rien,
  'caisse Query.connexionsFermees': rien,
  'caisse Mutation.seConnecter': input(() => ({ identifiant: 'personne', motDePasse: 'x' })),
  'caisse Mutation.changerEmploye': input(() => ({ identifiant: 'caissier1', nip: '1001' })),
  'caisse Mutation.renouvelerJeton': input(() => ({ jetonRenouvellement: 'inconnu' })),
  'caisse Mutation.seDeconnecter': rien,
  'caisse Mutation.fermerConnexion': input(() => ({ id: randomUUID() })),
  'caisse Mutation.changerMotDePasse': input(() => ({ ancien: 'x', nouveau: MOT_DE_PASSE })),
  'caisse Mutation.definirNip': input(() => ({ motDePasse: 'x', nip: '7391' })),
  'caisse Mutation.creerEmploye': input(() => ({
    ...{ identifiant: `e-${randomUUID()}`.slice(0, 30), nom: 'Essai' },
    ...{ role: 'CAISSIER', magasinId: '1', motDePasse: MOT_DE_PASSE },
  })),
  'caisse Mutation.modifierEmploye': input(() => ({
    ...{ id: '999', version: 1, nom: 'Essai', role: 'CAISSIER', magasinId: '1', actif: true },
  })),
  'caisse Mutation.reinitialiserMotDePasse': input(() => ({
    ...{ employeId: '999', motDePasse: MOT_DE_PASSE },
  })),
  'caisse Mutation.ouvrirSessionCaisse': input(() => ({ caisseId: '1', fondDeCaisse: 10_000 })),
  'caisse Magasin': id('1'),
  'caisse Magasin.equipe': { document: '{ magasin(id: "1") { equipe { id } } }' },
  'caisse Caisse': id('1'),
  'caisse SessionCaisse': { variables: ({ session }) => ({ id: session }) },
  'caisse Employe': id('1'),
  'caisse Employe.derniereConnexion': entite('Employe', 'derniereConnexion'),
  'caisse Employe.verrouilleJusqua': entite('Employe', 'verrouilleJusqua'),
  'caisse Audit': id('chaine'),

  'reporting Query.rapportVentes': {
    variables: () => ({ filtre: { du: '2026-01-01', au: '2026-01-31', magasinId: '1' } }),
  },
  'reporting Query.tableauDeBord': { variables: () => ({ magasinId: '1' }) },
  'reporting TableauDeBord': id('1'),
};

/** A field of the first entity of a type. */
function entite(type: string, champ: string): Exemple {
  return {
    document: `{ _entities(representations: [{ __typename: "${type}", id: "1" }]) { ... on ${type} { ${champ} } } }`,
  };
}
