export { baremeParDefaut, lireBareme, tauxEnVigueur } from './bareme.ts';
export type { BaremeTaxes, Taux, TauxDate, Taxe } from './bareme.ts';
export { arrondirComptant } from './comptant.ts';
export { calculerReglement } from './reglement.ts';
export type { Encaissement, ModePaiement, Paiement, Reglement } from './reglement.ts';
export { repartir, repartirEntre } from './repartition.ts';
export type { Bornes } from './repartition.ts';
export { calculerRetour, rembourser } from './retour.ts';
export type { CartePayee, MontantsRetour, Remboursement, PaiementRendu } from './retour.ts';
export {
  DEPUIS_TOUJOURS,
  STATUT_PAR_DEFAUT,
  statutsAPartirDu,
  statutsEnVigueur,
} from './statuts.ts';
export type { StatutDate, Statuts, StatutsDates } from './statuts.ts';
export { calculerTaxes, montantTaxe, sousTotalLigne } from './taxes.ts';
export type { Bases, LigneTaxable, StatutTaxe, TotauxTaxes } from './taxes.ts';
