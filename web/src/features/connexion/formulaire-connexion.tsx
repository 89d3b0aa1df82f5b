import { Eye, EyeOff } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
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
import { Champ } from '../../shared/ui/champ.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './connexion.module.css';
import { useSeConnecter } from './use-se-connecter.ts';

type Props = {
  /** Who must prove who they are; without it, anybody. */
  identifiant?: string;
  /** The sign-in of this browser that theirs takes the place of; without it, a new one. */
  cle?: string | null;
  /** The password was right: what the server opened for it. This form disappears then. */
  surPreuve: (authentification: Authentification) => void | Promise<void>;
};

/** Signs in by user name and password. */
export function FormulaireConnexion({ identifiant: donne, cle: remplacee, surPreuve }: Props) {
  const { t } = useTranslation();
  const [identifiant, nommer] = useState(donne ?? '');
  const [motDePasse, taper] = useState('');
  const [visible, montrer] = useState(false);
  const [essaye, essayer] = useState(false);
  const [refus, refuser] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [reste, attendre] = useDelai();
  const [seConnecter, enCours] = useSeConnecter();
  const champNom = useRef<HTMLInputElement>(null);
  const champMot = useRef<HTMLInputElement>(null);

  const envoyer = async () => {
    const input = { identifiant: identifiant.trim().toLowerCase(), motDePasse };
    if (input.identifiant === '') return champNom.current?.focus();
    if (motDePasse === '') return champMot.current?.focus();
    if (enCours || reste > 0) return;
    refuser(null);
    tomber(null);
    const cle = remplacee ?? nouvelleCle();
    const issue = await seConnecter({ input }, enteteDe(cle));
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Authentification') {
      return surPreuve({ ...lireFragment(AUTHENTIFICATION, resultat), cle });
    }
    if (resultat.__typename === 'CompteVerrouille') return attendre(resultat.reessayerDansS);
    refuser(resultat.__typename === 'SaisieInvalide' ? resultat.message : t(refusDuMot));
    taper('');
    essayer(false);
    champMot.current?.focus();
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    essayer(true);
    void envoyer();
  };
  const manque = (valeur: string) => (essaye && valeur === '' ? t('connexion.manque') : null);
  const refusDuMot = donne === undefined ? 'connexion.refuses' : 'connexion.motDePasseRefuse';
  const Oeil = visible ? EyeOff : Eye;

  return (
    <form onSubmit={soumettre} className={styles.formulaire} noValidate>
      <Champ
        libelle={t('connexion.identifiant')}
        ref={champNom}
        autoFocus={donne === undefined}
        readOnly={donne !== undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={identifiant}
        erreur={manque(identifiant.trim())}
        onChange={({ target }) => {
          nommer(target.value);
          refuser(null);
          // The lock is that of an account: another one may be tried.
          attendre(0);
        }}
      />
      <div className={styles.motDePasse}>
        <Champ
          libelle={t('connexion.motDePasse')}
          ref={champMot}
          autoFocus={donne !== undefined}
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          value={motDePasse}
          erreur={refus === null ? manque(motDePasse) : null}
          onChange={({ target }) => {
            taper(target.value);
            refuser(null);
            essayer(false);
          }}
        />
        <button
          type="button"
          className={styles.oeil}
          aria-pressed={visible}
          aria-label={t('connexion.montrer')}
          onClick={() => montrer(!visible)}
        >
          <Oeil aria-hidden size={20} />
        </button>
      </div>
      {reste > 0 && <CompteVerrouille reste={reste} />}
      {refus !== null && reste === 0 && <Alerte>{refus}</Alerte>}
      {panne && <PanneAlerte panne={panne} />}
      <Bouton ton="plein" taille="grande" type="submit" disabled={enCours || reste > 0}>
        {t(
          enCours
            ? 'connexion.enCours'
            : donne === undefined
              ? 'connexion.entrer'
              : 'verrou.ouvrir',
        )}
      </Bouton>
    </form>
  );
}
