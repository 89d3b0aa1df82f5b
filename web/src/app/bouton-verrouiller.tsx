import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useVerrou } from '../shared/verrou/contexte.ts';
import { TOUCHE_VERROU } from '../shared/verrou/veiller.ts';
import styles from './bouton-compte.module.css';

/** Locks the screen at once, for who walks away. */
export function BoutonVerrouiller() {
  const { t } = useTranslation();
  const verrou = useVerrou();
  return (
    <button
      type="button"
      className={styles.bouton}
      aria-keyshortcuts={TOUCHE_VERROU}
      aria-label={t('verrou.verrouiller')}
      title={`${t('verrou.verrouiller')} (${TOUCHE_VERROU})`}
      onClick={() => verrou.verrouiller()}
    >
      <Lock aria-hidden size={24} />
      <span aria-hidden className={styles.nom}>
        {t('verrou.court')}
      </span>
      <kbd aria-hidden className={styles.role}>
        {TOUCHE_VERROU}
      </kbd>
    </button>
  );
}
