import { useTranslation } from 'react-i18next';
import type { RefusCheckout } from '../features/paiement/use-encaissement.ts';
import { Alerte } from '../shared/ui/alerte.tsx';
import { Bouton } from '../shared/ui/bouton.tsx';

const AUTRE_PANIER = new Set<RefusCheckout['__typename']>([
  'PanierIntrouvable',
  'PanierIndisponible',
  'PanierExpire',
  'PanierAutreSession',
]);

/** Why the sale was refused, above the cart it was about. */
export function RefusVente({
  refus,
  surNouveauPanier,
  surReprise,
}: {
  refus: RefusCheckout;
  surNouveauPanier: () => void;
  /** Takes what is in the cart up again in a new one, at today's prices. */
  surReprise: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Alerte
      action={
        refus.__typename === 'PanierExpire' ? (
          <Bouton onClick={surReprise}>{t('panier.reprendreAuxPrix')}</Bouton>
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
