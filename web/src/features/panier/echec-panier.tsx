import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import { demandeUnAutrePanier, demandeUnRenouvellement, type Echec } from './echec.ts';
import type { EchecLigne } from './use-panier.ts';

/** Why something is not in the cart, in a sentence. */
export function useRaison(): (echec: Exclude<Echec, { sorte: 'panne' }>) => string {
  const { t } = useTranslation();
  const { argent } = useFormat();
  return (echec) => {
    if (echec.sorte === 'inconnu') return t('balayage.inconnu');
    if (echec.sorte === 'interrompu') return t('balayage.interrompu');
    if (echec.sorte === 'refus') return echec.message;
    const prix = { ancien: argent(echec.ancien), nouveau: argent(echec.nouveau) };
    return `${echec.message} ${t('panier.prixDeA', prix)}`;
  };
}

/** Why the last change of a line was not made. */
export function EchecDuPanier({
  echec: { echec, reessayer },
  surNouveauPanier,
  surRenouvellement,
}: {
  echec: EchecLigne;
  surNouveauPanier: () => void;
  surRenouvellement: () => void;
}) {
  const { t } = useTranslation();
  const raison = useRaison();
  if (echec.sorte === 'panne') return <PanneAlerte panne={echec.panne} reessayer={reessayer} />;
  const suite = demandeUnRenouvellement(echec) ? (
    <Bouton onClick={surRenouvellement}>{t('panier.renouveler')}</Bouton>
  ) : (
    demandeUnAutrePanier(echec) && <Bouton onClick={surNouveauPanier}>{t('panier.nouveau')}</Bouton>
  );
  return <Alerte action={suite}>{raison(echec)}</Alerte>;
}
