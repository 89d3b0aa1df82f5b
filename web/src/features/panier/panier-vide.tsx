import { Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Bouton } from '../../shared/ui/bouton.tsx';
import styles from './panier.module.css';

/** The way back from « Vider ». */
export function PanierVide({
  surReprise,
  surOubli,
}: {
  surReprise: () => void;
  surOubli: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.reprise}>
      <span>{t('panier.aEteVide')}</span>
      <Bouton onClick={surReprise}>
        <Undo2 aria-hidden size={18} />
        {t('commun.annuler')}
      </Bouton>
      <button type="button" aria-label={t('panier.neVoirPlus')} onClick={surOubli}>
        <X aria-hidden size={20} />
      </button>
    </div>
  );
}
