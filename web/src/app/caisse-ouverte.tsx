import {
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { Outlet, useParams } from 'react-router';
import { usePanier } from '../features/panier/use-panier.ts';
import { chargerEtat, type EtatCaisse } from '../shared/caisse/etat-caisse.ts';
import { useEtatCaisse, type CaisseGardee } from '../shared/caisse/use-etat-caisse.ts';
import { useLecteur } from '../shared/codes/use-lecteur.ts';
import { Attente } from '../shared/ui/attente.tsx';

type Lecture = (code: string) => void;

type Ouverte = {
  sessionId: string;
  gardee: CaisseGardee;
  panier: ReturnType<typeof usePanier>;
  /** Has what is scanned told to a page while it is there. */
  ecouter: (lecture: Lecture) => () => void;
};

const CaisseContexte = createContext<Ouverte | null>(null);

/** The till of this page: its cart and what it awaits, the same on the till and on the receipt. */
export function useCaisseOuverte(): Ouverte {
  const ouverte = use(CaisseContexte);
  if (!ouverte) throw new Error('useCaisseOuverte is used outside CaisseOuverte');
  return ouverte;
}

/** What a page does with what is scanned. */
export function useCodesLus(surCode: Lecture) {
  const { ecouter } = useCaisseOuverte();
  const lire = useEffectEvent(surCode);
  useEffect(() => ecouter((code) => lire(code)), [ecouter]);
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
  const page = useRef<Lecture | null>(null);
  const ecouter = useCallback((lecture: Lecture) => {
    page.current = lecture;
    return () => {
      if (page.current === lecture) page.current = null;
    };
  }, []);
  // The till listens also from one page to the next, and while a page waits for its first answer.
  useLecteur((code) => {
    if (page.current) page.current(code);
    else panier.balayages.recevoir({ terme: code, quantite: 1, exact: true });
  });
  const ouverte = useMemo(
    () => ({ sessionId, gardee, panier, ecouter }),
    [sessionId, gardee, panier, ecouter],
  );
  return <CaisseContexte value={ouverte}>{children}</CaisseContexte>;
}
