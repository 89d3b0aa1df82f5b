import type { Loaders } from '../../data/loaders.ts';
import type { Recu } from '../../domain/vente.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { checkout as encaisser } from '../../use-cases/checkout.ts';

export const checkout: NonNullable<MutationResolvers['checkout']> = async (
  _parent,
  { input: { venteId, panierId, sessionCaisseId, paiements } },
  context,
) => {
  const saisie = { panierId, sessionCaisseId: sessionCaisseId ?? null, paiements };
  const travail = encaisser(context, venteId, saisie);
  const resultat = await context.mesures.compter('checkout', travail);
  if (resultat.__typename !== 'CheckoutReussi') return resultat;
  const { recu, ...reussi } = resultat;
  if (recu) amorcer(context.loaders, venteId, recu);
  return reussi;
};

/** What was just written need not be read again to be answered: three statements less per sale. */
function amorcer({ lignes, paiements, annulations }: Loaders, venteId: string, recu: Recu): void {
  lignes.prime(
    venteId,
    recu.lignes.map((ligne, rang) => ({ ...ligne, venteId, rang, quantiteRetournee: 0 })),
  );
  paiements.prime(
    venteId,
    recu.paiements.map((paiement) => ({ ...paiement, venteId })),
  );
  annulations.prime(venteId, []);
}
