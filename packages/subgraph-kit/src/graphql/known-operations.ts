/**
 * The operations that get a series of their own in the metrics: those of the web application, of the clients that
 * were written with us, and of the services among themselves. A client chooses the names it sends and a series
 * stays for ever, so any other name counts as `autre`. A test compares this list with the sources.
 */
export const KNOWN_OPERATIONS: ReadonlySet<string> = new Set([
  'AbandonnerVente',
  'Accueil',
  'AjouterAuPanier',
  'AjouterProduit',
  'AnnulerReservationDeVente',
  'AnnulerUneVente',
  'AnnulerVente',
  'ChangerEmploye',
  'ChangerMotDePasse',
  'Checkout',
  'Connexion',
  'ConnexionsFermees',
  'ConvertirRemboursement',
  'CreerEmploye',
  'CreerPanier',
  'DeclarerCarteRendue',
  'DeclarerRemboursement',
  'DefinirNip',
  'DerniersAudits',
  'EnregistrerProduit',
  'Equipe',
  'FermerConnexion',
  'FermerSession',
  'FigerPanierDeVente',
  'FixerQuantite',
  'IntrospectionQuery',
  'LibererPanierDeVente',
  'LieuxDuTransfert',
  'LireEvenementsVente',
  'Magasins',
  'MesConnexions',
  'ModifierEmploye',
  'ModifierLigne',
  'ModifierProduit',
  'Moi',
  'OuvrirSession',
  'PageATraiter',
  'PageApprovisionnement',
  'PageAudit',
  'PageCaisse',
  'PageEmployes',
  'PageProduits',
  'PageTableauDeBord',
  'PageVentes',
  'Panier',
  'ProduitDuCode',
  'ProduitsDuPanier',
  'RapportVentes',
  'Rechercher',
  'RechercherProduits',
  'ReconnaitreVente',
  'RecuDeVente',
  'ReessayerRemboursement',
  'ReinitialiserMotDePasse',
  'RelancerDossier',
  'RenouvelerJeton',
  'RenouvelerPanier',
  'ReserverStockDeVente',
  'RetournerStockDeVente',
  'SeConnecter',
  'SeDeconnecter',
  'SessionDeVente',
  'SessionDuPanier',
  'TableauDeBord',
  'TerminalPaiement',
  'TiroirsOuverts',
  'Transferer',
  'TransfererStock',
  'UneVente',
  'Vente',
  'VentesConclues',
  'ViderPanier',
]);

/** What the gateway adds to the name of the operation that a fetch is a part of: `Checkout__vente__0`. */
const FETCH = /__[a-z]+__\d+$/;

/**
 * The value of the `operation` label: a known name, `anonyme` or `autre`. The fetches of an operation count under its name.
 */
export function operationLabel(operationName: string | null | undefined): string {
  if (!operationName) return 'anonyme';
  const name = operationName.replace(FETCH, '');
  return KNOWN_OPERATIONS.has(name) ? name : 'autre';
}
