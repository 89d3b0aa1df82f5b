import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { lireFragment } from '../shared/api/generated/fragment-masking.ts';
import { useCleConnexion, useConnexion } from '../shared/connexion/contexte.ts';
import { MOI, MoiContexte, QUI, useMoi, type Droit } from '../shared/connexion/moi.ts';
import { Attente } from '../shared/ui/attente.tsx';
import { Alerte } from '../shared/ui/alerte.tsx';
import { Page } from '../shared/ui/page.tsx';
import { PanneAlerte } from '../shared/ui/panne-alerte.tsx';
import { useEstFerme, useVerrou } from '../shared/verrou/contexte.ts';
import { EcranVerrouille } from './ecran-verrouille.tsx';
import { MotDePasseAChoisirPage } from './pages/mot-de-passe-a-choisir-page.tsx';

/** Everything but the sign-in page is inside: who is not signed in is sent there, and comes back after. */
export function ExigeConnexion() {
  const connexion = useConnexion();
  const cle = useCleConnexion(connexion);
  const { pathname, search } = useLocation();
  if (cle !== null) return <ExigeMoi />;
  // Whoever comes after a person who left begins at the beginning.
  const state = connexion.fin() === 'depart' ? null : { retour: pathname + search };
  return <Navigate to="/connexion" state={state} replace />;
}

function ExigeMoi() {
  const connexion = useConnexion();
  const ferme = useEstFerme(useVerrou());
  const { data, error, refetch } = useQuery(QUI);
  if (!data) return <Attente erreur={error} reessayer={() => void refetch()} />;
  const moi = lireFragment(MOI, data.moi);
  if (!moi) {
    // The token is good, and whose it was is gone.
    return <PanneAlerte panne={{ sorte: 'connexion' }} reessayer={() => connexion.fermer()} />;
  }
  if (moi.motDePasseProvisoire) {
    return <MotDePasseAChoisirPage surChangement={() => void refetch()} />;
  }
  return <MoiContexte value={moi}>{ferme ? <EcranVerrouille /> : <Outlet />}</MoiContexte>;
}

/** The pages of a right; whoever has not got it reads why, and where to go. */
export function ExigeDroit({ droit }: { droit: Droit }) {
  const { t } = useTranslation();
  const { nom, role, droits } = useMoi();
  if (droits.includes(droit)) return <Outlet />;
  return (
    <Page titre={t('acces.titre')}>
      <Alerte ton="avis" action={<Link to="/">{t('acces.retour')}</Link>}>
        {t('acces.refuse', { nom, role: t(`role.${role}`) })}
      </Alerte>
    </Page>
  );
}
