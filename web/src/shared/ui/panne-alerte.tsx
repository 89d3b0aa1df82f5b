import { useTranslation } from 'react-i18next';
import type { Panne } from '../api/panne.ts';
import { Alerte } from './alerte.tsx';
import { Bouton } from './bouton.tsx';

/** A call without an answer: says so plainly, and offers to try again. */
export function PanneAlerte({ panne, reessayer }: { panne: Panne; reessayer?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alerte action={reessayer && <Bouton onClick={reessayer}>{t('commun.reessayer')}</Bouton>}>
      {t(`panne.${panne.sorte}`)}
      {panne.reference && <> {t('panne.reference', { reference: panne.reference })}</>}
    </Alerte>
  );
}
