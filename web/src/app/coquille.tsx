import { ChartColumn, PackageSearch, ReceiptText, ScanBarcode, Truck } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
import { lirePoste } from '../shared/stockage/poste.ts';
import { Attente } from '../shared/ui/attente.tsx';
import { ChoixLangue } from './choix-langue.tsx';
import styles from './coquille.module.css';

const ADMIN = [
  { vers: '/admin/ventes', cle: 'ventes', Icone: ReceiptText },
  { vers: '/admin/produits', cle: 'produits', Icone: PackageSearch },
  { vers: '/admin/approvisionnement', cle: 'approvisionnement', Icone: Truck },
  { vers: '/admin/tableau-de-bord', cle: 'tableauDeBord', Icone: ChartColumn },
] as const;

/** What stays around every page: the navigation and the language. */
export function Coquille() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const poste = lirePoste();
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
          <NavLink to={versCaisse} className={aLaCaisse ? styles.ici : undefined}>
            <ScanBarcode aria-hidden size={24} />
            {t('nav.caisse')}
          </NavLink>
          {ADMIN.map(({ vers, cle, Icone }) => (
            <NavLink
              key={vers}
              to={vers}
              className={({ isActive }) => (isActive ? styles.ici : '')}
            >
              <Icone aria-hidden size={24} />
              {t(`nav.${cle}`)}
            </NavLink>
          ))}
        </nav>
        <ChoixLangue />
      </header>
      <main id="contenu" className={styles.contenu} tabIndex={-1}>
        <Suspense fallback={<Attente />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
