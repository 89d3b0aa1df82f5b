import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Compte } from '../features/compte/compte.tsx';
import { useMoi } from '../shared/connexion/moi.ts';
import { posteDe } from '../shared/stockage/poste.ts';
import { Attente } from '../shared/ui/attente.tsx';
import { BoutonCompte } from './bouton-compte.tsx';
import { BoutonVerrouiller } from './bouton-verrouiller.tsx';
import { ChoixLangue } from './choix-langue.tsx';
import styles from './coquille.module.css';
import { MENU } from './menu.ts';

/** What stays around every page: the navigation and the language. */
export function Coquille() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [compte, montrerCompte] = useState(false);
  const { droits, magasin } = useMoi();
  const poste = posteDe(magasin?.id);
  const versCaisse = poste ? `/caisse/${poste.sessionId}` : '/';
  const aLaCaisse = pathname === '/' || pathname.startsWith('/caisse/');

  return (
    <div className={styles.coquille}>
      <a href="#contenu" className={styles.evitement}>
        {t('nav.allerAuContenu')}
      </a>
      <header className={styles.rail}>
        <img src="/icone.svg" alt="" width={44} height={44} className={styles.marque} />
        <nav aria-label={t('nav.principale')} className={styles.nav}>
          {MENU.filter(({ droit }) => droit === null || droits.includes(droit)).map(
            ({ vers, cle, Icone }) => {
              const but = vers === '/' ? versCaisse : vers;
              const ici = vers === '/' ? aLaCaisse : pathname.startsWith(vers);
              return (
                <Link
                  key={vers}
                  to={but}
                  aria-current={ici ? 'page' : undefined}
                  className={ici ? styles.ici : ''}
                >
                  <Icone aria-hidden size={24} />
                  {t(`nav.${cle}`)}
                </Link>
              );
            },
          )}
        </nav>
        <BoutonVerrouiller />
        <BoutonCompte surOuverture={() => montrerCompte(true)} />
        <ChoixLangue />
      </header>
      <main id="contenu" className={styles.contenu} tabIndex={-1}>
        <Suspense fallback={<Attente />}>
          <Outlet />
        </Suspense>
      </main>
      {compte && <Compte surFermeture={() => montrerCompte(false)} />}
    </div>
  );
}
