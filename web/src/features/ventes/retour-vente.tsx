import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { useMoi } from '../../shared/connexion/moi.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import { DeuxiemePersonne } from './deuxieme-personne.tsx';
import type { Rendu } from './remise.tsx';
import {
  estConclu,
  lignesRetournees,
  lireRetour,
  toutRetourner,
  type SaisieRetour,
} from './retour.ts';
import { garderRetour, oublierRetour, retourGarde } from './retour-garde.ts';
import { useAnnulerVente } from './use-annuler-vente.ts';
import styles from './ventes.module.css';

const RETOUR = graphql(/* GraphQL */ `
  fragment RetourVente on Vente {
    id
    lignes {
      produit {
        id
      }
      nomProduit
      quantite
      quantiteRetournee
    }
  }
`);

type Refus = {
  message: string;
  motif: string | null;
  exces: ReadonlyMap<string, number>;
};

type Props = {
  vente: FragmentType<typeof RETOUR>;
  /** Told what to hand back. A sale taken back whole leaves nothing to return, and this form is gone by then. */
  surRetour: (rendus: Rendu[]) => void;
};

/** Takes back all of a sale or some of it, with a reason. */
export function RetourVente({ vente: masque, surRetour }: Props) {
  const { t } = useTranslation();
  const vente = lireFragment(RETOUR, masque);
  const moi = useMoi();
  const [garde] = useState(() => retourGarde(vente.id));
  const [saisie, saisir] = useState<SaisieRetour>(garde?.saisie ?? {});
  const [motif, motiver] = useState(garde?.motif ?? '');
  const [refus, refuser] = useState<Refus | null>(null);
  /** What the server told who may not make this return alone. */
  const [attente, attendre] = useState(garde?.par.id === moi.id ? garde.refus : null);
  const [panne, tomber] = useState<Panne | null>(null);
  const { envoyer: annuler, enCours, cle } = useAnnulerVente(garde?.annulationId ?? null);
  // The next person finds it as it stands here, whatever takes this page away.
  useEffect(() => {
    const annulationId = cle();
    if (attente === null || annulationId === null) return;
    const par = { id: moi.id, nom: moi.nom };
    garderRetour({ annulationId, venteId: vente.id, saisie, motif, par, refus: attente });
  }, [attente, cle, vente.id, saisie, motif, moi.id, moi.nom]);
  const lignes = vente.lignes
    .flatMap(({ produit, nomProduit, quantite, quantiteRetournee }) =>
      // Its id alone is asked for, which vente knows by itself: it is there even while the catalogue is not.
      produit
        ? [{ produitId: produit.id, nom: nomProduit, restante: quantite - quantiteRetournee }]
        : [],
    )
    .filter(({ restante }) => restante > 0);
  const retours = lignesRetournees(lignes, saisie);

  const envoyer = async () => {
    refuser(null);
    attendre(null);
    tomber(null);
    if (motif.trim() === '') {
      return refuser({ message: '', motif: t('ventes.motifManque'), exces: new Map() });
    }
    const issue = await annuler({
      venteId: vente.id,
      motif: motif.trim(),
      lignes: retours ?? [],
    });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'DeuxiemePersonneRequise') return attendre(resultat.message);
    if (estConclu(resultat)) oublierRetour(vente.id);
    if (resultat.__typename === 'AnnulationReussie') {
      return surRetour(resultat.annulation.remboursements);
    }
    const exces =
      resultat.__typename === 'RetourExcessif'
        ? new Map(resultat.exces.map(({ produit, retournable }) => [produit.id, retournable]))
        : new Map<string, number>();
    const champs = resultat.__typename === 'SaisieInvalide' ? resultat.champs : [];
    const motifRefuse = messageDuChamp(champs, 'motif');
    refuser({ message: motifRefuse ? '' : resultat.message, motif: motifRefuse, exces });
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    if (retours && retours.length > 0) void envoyer();
  };

  return (
    <form onSubmit={soumettre} className={styles.retour} aria-label={t('ventes.retour')} noValidate>
      <h3>{t('ventes.retour')}</h3>
      {garde && garde.par.id !== moi.id && (
        <Alerte ton="avis">{t('ventes.retourRepris', { nom: garde.par.nom })}</Alerte>
      )}
      {lignes.map(({ produitId, nom, restante }) => {
        const texte = saisie[produitId] ?? '';
        const limite = refus?.exces.get(produitId) ?? restante;
        const trop = refus?.exces.has(produitId) || lireRetour(texte, restante) === null;
        return (
          <Champ
            key={produitId}
            className={styles.ligneRetour}
            libelle={t('ventes.aRetourner', { nom })}
            inputMode="numeric"
            placeholder="0"
            aide={t('ventes.restent', { count: restante })}
            erreur={trop ? t('ventes.auPlus', { count: limite }) : null}
            value={texte}
            onChange={({ target }) => saisir({ ...saisie, [produitId]: target.value })}
          />
        );
      })}
      <Bouton onClick={() => saisir(toutRetourner(lignes))}>{t('ventes.toutRetourner')}</Bouton>
      <Champ
        libelle={t('ventes.motif')}
        maxLength={200}
        value={motif}
        erreur={refus?.motif}
        onChange={({ target }) => motiver(target.value)}
      />
      {refus?.message && <Alerte>{refus.message}</Alerte>}
      {attente !== null && <DeuxiemePersonne message={attente} />}
      {panne && <PanneAlerte panne={panne} reessayer={() => void envoyer()} />}
      <Bouton ton="danger" type="submit" disabled={enCours || !retours || retours.length === 0}>
        {t('ventes.rembourser')}
      </Bouton>
    </form>
  );
}
