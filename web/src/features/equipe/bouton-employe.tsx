import { ArrowLeftRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMoi } from '../../shared/connexion/moi.ts';
import { initiales } from '../../shared/format/initiales.ts';
import styles from './equipe.module.css';

/** Who keeps the till, and the way to hand it over. */
export function BoutonEmploye({ surChanger }: { surChanger: () => void }) {
  const { t } = useTranslation();
  const { nom, role } = useMoi();
  return (
    <button
      type="button"
      className={styles.bouton}
      aria-haspopup="dialog"
      aria-keyshortcuts="F3"
      aria-label={t('equipe.changerDe', { nom, role: t(`role.${role}`) })}
      onClick={surChanger}
    >
      <span aria-hidden className={styles.rond}>
        {initiales(nom)}
      </span>
      <span aria-hidden className={styles.qui}>
        <strong>{nom}</strong>
        <span>{t(`role.${role}`)}</span>
      </span>
      <ArrowLeftRight aria-hidden size={18} />
      <kbd aria-hidden>F3</kbd>
    </button>
  );
}
