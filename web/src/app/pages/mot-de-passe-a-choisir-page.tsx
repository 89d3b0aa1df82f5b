import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { MotDePasse } from '../../features/compte/mot-de-passe.tsx';
import { useSeDeconnecter } from '../../shared/connexion/use-se-deconnecter.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { ChoixLangue } from '../choix-langue.tsx';
import styles from './connexion-page.module.css';

/** All there is before somebody has chosen a password of their own. */
export function MotDePasseAChoisirPage({ surChangement }: { surChangement: () => void }) {
  const { t } = useTranslation();
  const seDeconnecter = useSeDeconnecter();
  useEffect(() => {
    document.title = `${t('compte.aChoisir')} · Caisse`;
  }, [t]);
  return (
    <div className={styles.fond}>
      <main className={styles.carte}>
        <header>
          <h1>{t('compte.aChoisir')}</h1>
          <p>{t('compte.aChoisirPourquoi')}</p>
        </header>
        <MotDePasse surChangement={surChangement} />
        <Bouton ton="discret" onClick={() => void seDeconnecter()}>
          {t('compte.sortir')}
        </Bouton>
      </main>
      <div className={styles.langue}>
        <ChoixLangue />
      </div>
    </div>
  );
}
