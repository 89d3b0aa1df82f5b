import { ScanSearch, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { lirePanne } from '../../shared/api/panne.ts';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './recherche.module.css';
import { Resultat } from './resultat.tsx';
import { analyserSaisie, deciderEntree, deplacer } from './saisie.ts';
import { useRecherche } from './use-recherche.ts';

export type ProduitChoisi = { id: string; nom: string; prix: number };

/** What a search may be long; the server refuses more. */
const PLUS_LONG = 100;

type Props = {
  magasinId: string;
  champ: RefObject<HTMLInputElement | null>;
  saisie: string;
  surSaisie: (saisie: string) => void;
  surAjout: (produit: ProduitChoisi, quantite: number) => void;
  /** Told of what is still to be looked for: a code is one product or none. */
  surTerme: (terme: string, quantite: number, exact: boolean) => void;
};

/** The search field that a till lives in: type or scan, arrows choose, Enter adds. */
export function RechercheProduits({ magasinId, champ, saisie, surSaisie, ...suites }: Props) {
  const { surAjout, surTerme } = suites;
  const { t } = useTranslation();
  const listeId = useId();
  const { quantite, terme } = analyserSaisie(saisie);
  const { produits, total, frais, error, refetch } = useRecherche(magasinId, terme);
  const [choisi, choisir] = useState(-1);
  const [inconnu, signalerInconnu] = useState<string | null>(null);
  const liste = useRef<HTMLUListElement>(null);
  // With a term the first result is the one Enter adds; without one nothing is, until an arrow says so.
  const vise = choisi < 0 && terme !== '' && produits.length > 0 ? 0 : choisi;

  useEffect(() => {
    liste.current?.children[vise]?.scrollIntoView({ block: 'nearest' });
  }, [vise]);

  const taper = (texte: string) => {
    surSaisie(texte);
    choisir(-1);
    signalerInconnu(null);
  };
  const ajouter = (produit: ProduitChoisi) => {
    taper('');
    surAjout(produit, quantite);
  };

  // The field is empty before anything is asked: what is scanned next begins clean.
  const entrer = () => {
    const decision = deciderEntree(terme, frais ? produits : null, vise);
    const produit = decision.sorte === 'ajouter' && produits.find(({ id }) => id === decision.id);
    if (produit) return ajouter(produit);
    if (decision.sorte === 'inconnu') return signalerInconnu(terme);
    if (decision.sorte !== 'chercher') return;
    taper('');
    surTerme(terme, quantite, decision.exact);
  };

  const touche = (evenement: KeyboardEvent) => {
    if (evenement.key === 'ArrowDown') choisir(deplacer(vise, 1, produits.length));
    else if (evenement.key === 'ArrowUp') choisir(deplacer(vise, -1, produits.length));
    else if (evenement.key === 'Enter' && !evenement.repeat) entrer();
    else if (evenement.key === 'Escape') taper('');
    else return;
    evenement.preventDefault();
  };

  return (
    <section className={styles.recherche} aria-label={t('recherche.section')}>
      <div className={styles.barre}>
        <ScanSearch aria-hidden size={26} />
        <input
          ref={champ}
          type="text"
          role="combobox"
          aria-label={t('recherche.champ')}
          aria-expanded={produits.length > 0}
          aria-controls={listeId}
          aria-autocomplete="list"
          aria-activedescendant={produits[vise] ? `${listeId}-${vise}` : undefined}
          placeholder={t('recherche.invite')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maxLength={PLUS_LONG}
          value={saisie}
          onChange={(evenement) => taper(evenement.target.value)}
          onKeyDown={touche}
        />
        {quantite > 1 && <span className={styles.fois}>× {quantite}</span>}
        {saisie !== '' && (
          <button type="button" aria-label={t('recherche.effacer')} onClick={() => taper('')}>
            <X aria-hidden size={20} />
          </button>
        )}
      </div>
      <p role="status" className={inconnu ? styles.inconnu : 'hors-ecran'}>
        {inconnu
          ? t('recherche.inconnu', { terme: inconnu })
          : frais && t('recherche.trouves', { count: total })}
      </p>
      {error && <PanneAlerte panne={lirePanne(error)} reessayer={() => void refetch()} />}
      <ul
        ref={liste}
        id={listeId}
        role="listbox"
        aria-label={t('recherche.resultats')}
        className={`${styles.liste} ${frais ? '' : styles.ancienne}`}
      >
        {produits.map((produit, rang) => (
          <Resultat
            key={produit.id}
            id={`${listeId}-${rang}`}
            produit={produit}
            choisi={rang === vise}
            surAjout={() => ajouter(produit)}
          />
        ))}
      </ul>
      {frais && produits.length === 0 && !inconnu && (
        <p className={styles.rien}>{t('recherche.aucun', { terme })}</p>
      )}
    </section>
  );
}
