import { useTranslation } from 'react-i18next';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { useVerrou } from '../../shared/verrou/contexte.ts';
import styles from './ventes.module.css';

/**
 * A return that who sold may not make alone: whom to call, and the way to hand the screen over. Its lock is where
 * another person says who they are; what was typed waits for them.
 */
export function DeuxiemePersonne({ message }: { message: string }) {
  const { t } = useTranslation();
  const verrou = useVerrou();
  return (
    <div className={styles.deuxieme}>
      <Alerte>
        {message} {t('ventes.deuxiemePersonne')}
      </Alerte>
      <Bouton ton="plein" onClick={() => verrou.verrouiller()}>
        {t('ventes.passerLaMain')}
      </Bouton>
    </div>
  );
}
