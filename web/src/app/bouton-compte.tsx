import { useTranslation } from 'react-i18next';
import { useMoi } from '../shared/connexion/moi.ts';
import { initiales } from '../shared/format/initiales.ts';
import styles from './bouton-compte.module.css';

/** Who is signed in, and the way to their account and out. */
export function BoutonCompte({ surOuverture }: { surOuverture: () => void }) {
  const { t } = useTranslation();
  const { nom, role } = useMoi();
  return (
    <button
      type="button"
      className={styles.bouton}
      aria-haspopup="dialog"
      aria-label={t('compte.ouvrir', { nom, role: t(`role.${role}`) })}
      onClick={surOuverture}
    >
      <span aria-hidden className={styles.rond}>
        {initiales(nom)}
      </span>
      <span aria-hidden className={styles.nom}>
        {nom}
      </span>
      <span aria-hidden className={styles.role}>
        {t(`role.${role}`)}
      </span>
    </button>
  );
}
