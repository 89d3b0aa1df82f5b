import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { FormulaireConnexion } from '../../features/connexion/formulaire-connexion.tsx';
import { useCleConnexion, useConnexion } from '../../shared/connexion/contexte.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { ChoixLangue } from '../choix-langue.tsx';
import styles from './connexion-page.module.css';

/** Where one was when the sign-in was asked for; kept in the history, so that a reload keeps it. */
const retourDe = (state: unknown): string => {
  const retour = (state as { retour?: unknown } | null)?.retour;
  return typeof retour === 'string' && /^\/(?!\/)/.test(retour) ? retour : '/';
};

/** The only page of who is not signed in. */
export function ConnexionPage() {
  const { t } = useTranslation();
  const { state } = useLocation() as { state: unknown };
  const connexion = useConnexion();
  const cle = useCleConnexion(connexion);
  useEffect(() => {
    document.title = `${t('connexion.titre')} · Caisse`;
  }, [t]);
  if (cle !== null) return <Navigate to={retourDe(state)} replace />;
  return (
    <div className={styles.fond}>
      <main className={styles.carte}>
        <header>
          <img src="/icone.svg" alt="" width={64} height={64} className={styles.marque} />
          <h1>{t('connexion.titre')}</h1>
          <p>{t('connexion.sousTitre')}</p>
        </header>
        {connexion.fin() === 'echeance' && <Alerte ton="avis">{t('connexion.echue')}</Alerte>}
        <FormulaireConnexion surPreuve={(preuve) => connexion.ouvrir(preuve)} />
      </main>
      <div className={styles.langue}>
        <ChoixLangue />
      </div>
    </div>
  );
}
