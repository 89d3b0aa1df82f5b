import { useTranslation } from 'react-i18next';
import { Bouton } from './bouton.tsx';
import styles from './tableau.module.css';

type Props = { affiches: number; total: number; surSuite: (() => void) | null };

/** How much of a list is on screen, and the way to the rest. */
export function PiedDeListe({ affiches, total, surSuite }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.pied}>
      <span role="status">{t('liste.affiches', { affiches, count: total })}</span>
      {surSuite && <Bouton onClick={surSuite}>{t('commun.suivants')}</Bouton>}
    </div>
  );
}
