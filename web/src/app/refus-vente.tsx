import { useTranslation } from 'react-i18next';
import type { RefusCheckout } from '../features/paiement/use-encaissement.ts';
import { Alerte } from '../shared/ui/alerte.tsx';
import { Bouton } from '../shared/ui/bouton.tsx';

const AUTRE_PANIER = new Set<RefusCheckout['__typename']>([
  'PanierIntrouvable',
  'PanierIndisponible',
  'PanierAutreSession',
]);

/** Why the sale was refused, above the cart it was about. */
export function RefusVente({
  refus,
  surNouveauPanier,
  surRenouvellement,
}: {
  refus: RefusCheckout;
  surNouveauPanier: () => void;
  /** Has the same cart made again, at today's prices. */
  surRenouvellement: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Alerte
      action={
        refus.__typename === 'PanierExpire' ? (
          <Bouton onClick={surRenouvellement}>{t('panier.renouveler')}</Bouton>
        ) : (
          AUTRE_PANIER.has(refus.__typename) && (
            <Bouton onClick={surNouveauPanier}>{t('panier.nouveau')}</Bouton>
          )
        )
      }
    >
      {refus.message}
    </Alerte>
  );
}
