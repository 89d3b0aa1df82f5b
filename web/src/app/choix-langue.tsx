import { useTranslation } from 'react-i18next';
import { changerLangue, LANGUES } from '../shared/i18n/i18n.ts';
import styles from './choix-langue.module.css';

const NOMS = { fr: 'Français', en: 'English' };

export function ChoixLangue() {
  const { t, i18n } = useTranslation();
  return (
    <div role="group" aria-label={t('nav.langue')} className={styles.langues}>
      {LANGUES.map((langue) => (
        <button
          key={langue}
          type="button"
          lang={langue}
          aria-pressed={i18n.language === langue}
          aria-label={NOMS[langue]}
          onClick={() => void changerLangue(langue)}
        >
          {langue.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
