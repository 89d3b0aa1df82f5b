import { useTranslation } from 'react-i18next';
import { lirePanne } from '../api/panne.ts';
import styles from './attente.module.css';
import { PanneAlerte } from './panne-alerte.tsx';

/** What a page shows before its first answer: waiting, or why there is none. */
export function Attente({ erreur, reessayer }: { erreur?: unknown; reessayer?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.attente}>
      {erreur ? (
        <PanneAlerte panne={lirePanne(erreur)} reessayer={reessayer} />
      ) : (
        <p role="status" className={styles.points}>
          {t('commun.chargement')}
        </p>
      )}
    </div>
  );
}
