import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { Outlet, useParams } from 'react-router';
import { usePanier } from '../features/panier/use-panier.ts';
import { chargerEtat, type EtatCaisse } from '../shared/caisse/etat-caisse.ts';
import { useEtatCaisse, type CaisseGardee } from '../shared/caisse/use-etat-caisse.ts';
import { Attente } from '../shared/ui/attente.tsx';

type Ouverte = { sessionId: string; gardee: CaisseGardee; panier: ReturnType<typeof usePanier> };

const CaisseContexte = createContext<Ouverte | null>(null);

/** The till of this page: its cart and what it awaits, the same on the till and on the receipt. */
export function useCaisseOuverte(): Ouverte {
  const ouverte = use(CaisseContexte);
  if (!ouverte) throw new Error('useCaisseOuverte is used outside CaisseOuverte');
  return ouverte;
}

/** Reads what is kept of a till before anything of it is shown. */
export function CaisseOuverte() {
  const { sessionId = '' } = useParams();
  const [lue, lire] = useState<{ sessionId: string; etat: EtatCaisse } | null>(null);
  useEffect(() => {
    let ici = true;
    void chargerEtat(sessionId).then((etat) => ici && lire({ sessionId, etat }));
    return () => void (ici = false);
  }, [sessionId]);
  if (lue?.sessionId !== sessionId) return <Attente />;
  // Another session is another till, with its own cart and its own pending sale.
  return (
    <Ouverte key={sessionId} sessionId={sessionId} premier={lue.etat}>
      <Outlet />
    </Ouverte>
  );
}

function Ouverte(props: { sessionId: string; premier: EtatCaisse; children: ReactNode }) {
  const { sessionId, premier, children } = props;
  const gardee = useEtatCaisse(sessionId, premier);
  const panier = usePanier(sessionId, gardee);
  const { retenir } = panier;
  const attendue = gardee.etat.vente?.venteId;
  // What is scanned while a payment is under way goes into the cart that is open after it.
  useEffect(() => (attendue === undefined ? undefined : retenir()), [attendue, retenir]);
  return <CaisseContexte value={{ sessionId, gardee, panier }}>{children}</CaisseContexte>;
}
