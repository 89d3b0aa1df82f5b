import { Delete } from 'lucide-react';
import { useRef, useState, type PointerEvent, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { lireFragment } from '../../shared/api/generated/fragment-masking.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { CompteVerrouille } from '../../shared/connexion/compte-verrouille.tsx';
import { AUTHENTIFICATION } from '../../shared/connexion/documents.ts';
import type { Authentification } from '../../shared/connexion/jetons.ts';
import { enteteDe, nouvelleCle } from '../../shared/connexion/temoin.ts';
import { useDelai } from '../../shared/connexion/use-delai.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './equipe.module.css';
import { useChangerEmploye } from './use-changer-employe.ts';

const CHIFFRES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const MIN = 4;
const MAX = 6;
/** A scanner types its code and Enter wherever one is: what is too long for a PIN is never sent as one. */
const ASSEZ = 32;

type Props = {
  employe: { nom: string; identifiant: string };
  /** The sign-in of this browser that theirs takes the place of; without it, a new one. */
  cle?: string | null;
  /** The PIN was right: what the server opened for it. */
  surPreuve: (authentification: Authentification) => Promise<void>;
  surRetour: () => void;
};

/** A PIN, typed on the screen or on the keyboard. */
export function ComposerNip({ employe, cle: remplacee, surPreuve, surRetour }: Props) {
  const { t } = useTranslation();
  const champ = useRef<HTMLInputElement>(null);
  const [nip, composer] = useState('');
  const [refus, refuser] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [reste, attendre] = useDelai();
  const [changer, enCours] = useChangerEmploye();
  const bloque = enCours || reste > 0;

  const taper = (texte: string) => {
    refuser(null);
    composer(texte.replace(/\D/g, '').slice(0, ASSEZ));
  };
  const recommencer = (pourquoi: string | null) => {
    composer('');
    champ.current?.focus();
    refuser(pourquoi);
  };
  const envoyer = async () => {
    if (bloque || nip.length < MIN) return;
    if (nip.length > MAX) return recommencer(t('compte.nipIllisible'));
    tomber(null);
    const cle = remplacee ?? nouvelleCle();
    const input = { identifiant: employe.identifiant, nip };
    const issue = await changer({ input }, enteteDe(cle));
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Authentification') {
      return surPreuve({ ...lireFragment(AUTHENTIFICATION, resultat), cle });
    }
    const verrouille = resultat.__typename === 'CompteVerrouille';
    if (verrouille) attendre(resultat.reessayerDansS);
    const nipFaux = resultat.__typename === 'IdentifiantsRefuses';
    recommencer(verrouille ? null : nipFaux ? t('connexion.nipRefuse') : resultat.message);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };
  // The keys of the screen leave the focus in the field, so that Enter sends and is not a digit again.
  const garderLeChamp = (evenement: PointerEvent) => evenement.preventDefault();
  const touche = (chiffre: string) => (
    <button
      key={chiffre}
      type="button"
      className={styles.touche}
      onClick={() => taper(nip + chiffre)}
    >
      {chiffre}
    </button>
  );

  return (
    <form onSubmit={soumettre} className={styles.composer} noValidate>
      <input
        ref={champ}
        className={styles.nip}
        type="password"
        inputMode="none"
        autoComplete="off"
        data-premier
        autoFocus
        aria-label={t('equipe.nipDe', { nom: employe.nom })}
        aria-invalid={refus !== null ? true : undefined}
        value={nip}
        onChange={({ target }) => taper(target.value)}
      />
      {reste > 0 && <CompteVerrouille reste={reste} />}
      {refus !== null && reste === 0 && <Alerte>{refus}</Alerte>}
      {panne && <PanneAlerte panne={panne} />}
      <div
        className={styles.clavier}
        role="group"
        aria-label={t('equipe.clavier')}
        onPointerDown={garderLeChamp}
      >
        {CHIFFRES.map(touche)}
        <button
          type="button"
          className={styles.touche}
          aria-label={t('equipe.effacer')}
          onClick={() => taper(nip.slice(0, -1))}
        >
          <Delete aria-hidden size={26} />
        </button>
        {touche('0')}
        <button
          type="submit"
          className={`${styles.touche} ${styles.valider}`}
          disabled={bloque || nip.length < MIN}
        >
          {t('equipe.valider')}
        </button>
      </div>
      <Bouton ton="discret" onClick={surRetour}>
        {t('equipe.retour')}
      </Bouton>
    </form>
  );
}
