import { useTranslation } from 'react-i18next';
import type { Panne } from '../../shared/api/panne.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import type { RefusCheckout } from './use-encaissement.ts';

export type EchecEncaissement =
  { sorte: 'refus'; refus: RefusCheckout } | { sorte: 'panne'; panne: Panne };

export function EchecPaiement({
  echec,
  reessayer,
}: {
  echec: EchecEncaissement;
  reessayer: () => void;
}) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  if (echec.sorte === 'panne') return <PanneAlerte panne={echec.panne} reessayer={reessayer} />;
  const { refus } = echec;
  return (
    <Alerte>
      {refus.message}
      {refus.__typename === 'PaiementInsuffisant' && (
        <> {t('paiement.ilManque', { montant: argent(refus.manque) })}</>
      )}
      {refus.__typename === 'PaiementCarteExcessif' && (
        <> {t('paiement.auPlus', { montant: argent(refus.maximum) })}</>
      )}
      {refus.__typename === 'ComptantInvraisemblable' && (
        <> {t('paiement.douteMaximum', { maximum: argent(refus.maximum) })}</>
      )}
      {refus.__typename === 'SaisieInvalide' && (
        <ul>
          {refus.champs.map(({ champ, message }) => (
            <li key={champ}>{message}</li>
          ))}
        </ul>
      )}
    </Alerte>
  );
}
