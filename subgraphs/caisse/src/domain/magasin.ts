export type TypeMagasin = 'MAGASIN' | 'CENTRE_LOGISTIQUE' | 'MAISON_MERE';

/** A place of the chain. */
export interface Magasin {
  id: number;
  nom: string;
  quartier: string;
  type: TypeMagasin;
  /** Printed on the receipt. */
  adresse: string;
  /** Printed on the receipt. */
  telephone: string;
  /** TPS registration of the seller, printed on the receipt. */
  numeroTps: string | null;
  /** TVQ registration of the seller, printed on the receipt. */
  numeroTvq: string | null;
}
