import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { CaisseOuverte } from './caisse-ouverte.tsx';
import { Coquille } from './coquille.tsx';
import { ExigeConnexion, ExigeDroit } from './exige.tsx';
import { AccueilPage } from './pages/accueil-page.tsx';
import { CaissePage } from './pages/caisse-page.tsx';
import { ConnexionPage } from './pages/connexion-page.tsx';
import { IntrouvablePage } from './pages/introuvable-page.tsx';
import { RecuPage } from './pages/recu-page.tsx';

// The till is in the first script; administration is fetched when someone goes there.
const VentesPage = lazy(async () => ({
  default: (await import('../features/ventes/ventes-page.tsx')).VentesPage,
}));
const ProduitsPage = lazy(async () => ({
  default: (await import('../features/produits/produits-page.tsx')).ProduitsPage,
}));
const ApprovisionnementPage = lazy(async () => ({
  default: (await import('../features/approvisionnement/approvisionnement-page.tsx'))
    .ApprovisionnementPage,
}));
const TableauDeBordPage = lazy(async () => ({
  default: (await import('../features/tableau-de-bord/tableau-de-bord-page.tsx')).TableauDeBordPage,
}));
const EmployesPage = lazy(async () => ({
  default: (await import('../features/employes/employes-page.tsx')).EmployesPage,
}));
const ATraiterPage = lazy(async () => ({
  default: (await import('../features/a-traiter/a-traiter-page.tsx')).ATraiterPage,
}));
const AuditPage = lazy(async () => ({
  default: (await import('../features/audit/audit-page.tsx')).AuditPage,
}));

export function Ecrans() {
  return (
    <BrowserRouter>
      <Routes>
        <Route path="/connexion" element={<ConnexionPage />} />
        <Route element={<ExigeConnexion />}>
          <Route element={<Coquille />}>
            <Route path="/" element={<AccueilPage />} />
            <Route element={<ExigeDroit droit="caisse:tenir" />}>
              <Route path="/caisse/:sessionId" element={<CaisseOuverte />}>
                <Route index element={<CaissePage />} />
                <Route path="recu/:venteId" element={<RecuPage />} />
              </Route>
            </Route>
            <Route path="/admin/ventes" element={<VentesPage />} />
            <Route element={<ExigeDroit droit="catalogue:gerer" />}>
              <Route path="/admin/produits" element={<ProduitsPage />} />
            </Route>
            <Route element={<ExigeDroit droit="stock:gerer" />}>
              <Route path="/admin/approvisionnement" element={<ApprovisionnementPage />} />
            </Route>
            <Route element={<ExigeDroit droit="rapport:lire" />}>
              <Route path="/admin/tableau-de-bord" element={<TableauDeBordPage />} />
            </Route>
            <Route element={<ExigeDroit droit="employe:gerer" />}>
              <Route path="/admin/employes" element={<EmployesPage />} />
            </Route>
            <Route element={<ExigeDroit droit="dossier:traiter" />}>
              <Route path="/admin/a-traiter" element={<ATraiterPage />} />
            </Route>
            <Route element={<ExigeDroit droit="audit:lire" />}>
              <Route path="/admin/audit" element={<AuditPage />} />
            </Route>
            <Route path="*" element={<IntrouvablePage />} />
          </Route>
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
