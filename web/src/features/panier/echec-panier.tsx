import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import type { EchecPanier } from './echec.ts';

/** Refusals after which this cart can no longer be filled, so that the way on is another cart. */
const SANS_RETOUR = new Set(['PANIER_NON_MODIFIABLE', 'PANIER_INTROUVABLE', 'CLE_REUTILISEE']);

type Props = { echec: EchecPanier; surNouveauPanier: () => void };

export function EchecDuPanier({ echec, surNouveauPanier }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  if (echec.sorte === 'panne') {
    return <PanneAlerte panne={echec.panne} reessayer={echec.reessayer} />;
  }
  if (echec.sorte === 'prix') {
    return (
      <Alerte
        action={
          <Bouton onClick={echec.accepter}>
            {t('panier.ajouterA', { prix: argent(echec.nouveau) })}
          </Bouton>
        }
      >
        {echec.message}{' '}
        {t('panier.prixDeA', { ancien: argent(echec.ancien), nouveau: argent(echec.nouveau) })}
      </Alerte>
    );
  }
  const nouveau = SANS_RETOUR.has(echec.code) && (
    <Bouton onClick={surNouveauPanier}>{t('panier.nouveau')}</Bouton>
  );
  return <Alerte action={nouveau}>{echec.message}</Alerte>;
}
