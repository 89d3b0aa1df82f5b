import { Banknote, CreditCard } from 'lucide-react';
import { useReducer, useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import type { Mode } from '../../shared/caisse/etat-caisse.ts';
import { ecrireMontant } from '../../shared/format/argent.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { EchecPaiement, type EchecEncaissement } from './echec-paiement.tsx';
import { LigneVersement } from './ligne-versement.tsx';
import styles from './paiement.module.css';
import { QuestionComptant } from './question-comptant.tsx';
import {
  comptantInvraisemblable,
  type ComptantInvraisemblable,
  montantsRapides,
  paiementsPrets,
  repartir,
} from './repartition.ts';
import { Resume } from './resume.tsx';
import type { IssueEncaissement, RefusCheckout } from './use-encaissement.ts';
import { reduireVersements, versementsInitiaux } from './versements.ts';
import { useFormat } from '../../shared/format/use-format.ts';

const A_PAYER = graphql(/* GraphQL */ `
  fragment PanierAPayer on Panier {
    id
    totaux {
      total
    }
  }
`);

/** Refusals that other amounts or tenders answer; any other is about the cart or the till, where its way out is. */
const DU_PAIEMENT = new Set<RefusCheckout['__typename']>([
  'PaiementInsuffisant',
  'PaiementCarteExcessif',
  'PaiementRefuse',
  'ComptantInvraisemblable',
  'SaisieInvalide',
]);

type Props = {
  panier: FragmentType<typeof A_PAYER>;
  modes: readonly Mode[];
  enCours: boolean;
  /** How many products are on their way into the cart: nothing is paid before they are there. */
  enRoute: number;
  /** What stands above the tenders: products that are not in the cart. */
  avis?: ReactNode;
  simule: boolean;
  encaisser: (
    panierId: string,
    paiements: { mode: Mode; montant: number }[],
    total: number,
  ) => Promise<IssueEncaissement | null>;
  surIssue: (issue: IssueEncaissement) => void;
  surAbandon: () => void;
};

/** Takes the payments of a cart: cash, card, or several of either. */
export function DialoguePaiement(props: Props) {
  const { modes, enCours, enRoute, avis, simule, encaisser, surIssue, surAbandon } = props;
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { id, totaux } = lireFragment(A_PAYER, props.panier);
  const [versements, agir] = useReducer(reduireVersements, modes, versementsInitiaux);
  const [echec, echouer] = useState<EchecEncaissement | null>(null);
  const [douteux, questionner] = useState<ComptantInvraisemblable | null>(null);
  const repartition = repartir(totaux.total, versements);
  const paiements = paiementsPrets(totaux.total, versements);
  const comptant = versements.findLast(({ mode }) => mode === 'COMPTANT');
  const duComptant = comptant
    ? repartir(
        totaux.total,
        versements.map((v) => (v === comptant ? { ...v, saisie: '' } : v)),
      ).montants[versements.indexOf(comptant)]
    : null;

  const payer = async () => {
    if (!paiements || enRoute > 0) return;
    echouer(null);
    const issue = await encaisser(id, paiements, repartition.du);
    if (!issue) return;
    if (issue.sorte === 'refus' && DU_PAIEMENT.has(issue.refus.__typename)) {
      return echouer({ sorte: 'refus', refus: issue.refus });
    }
    if (issue.sorte === 'requete') return echouer({ sorte: 'panne', panne: issue.panne });
    surIssue(issue);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    const invraisemblable = comptantInvraisemblable(repartition, versements);
    if (invraisemblable === null) void payer();
    else questionner(invraisemblable);
  };

  return (
    <Dialogue titre={t('paiement.titre')} large surFermeture={enCours ? undefined : surAbandon}>
      {avis && <div className={styles.avis}>{avis}</div>}
      <form onSubmit={soumettre} className={styles.paiement}>
        <div className={styles.versements}>
          {versements.map((versement, rang) => (
            <LigneVersement
              key={versement.cle}
              versement={versement}
              rang={versements.slice(0, rang).filter((v) => v.mode === versement.mode).length + 1}
              propose={repartition.montants[rang] ?? null}
              seul={versements.length === 1}
              premier={rang === 0}
              agir={agir}
            />
          ))}
          {comptant && duComptant !== null && duComptant !== undefined && (
            <div className={styles.rapides} role="group" aria-label={t('paiement.rapides')}>
              {montantsRapides(duComptant).map((montant) => (
                <Bouton
                  key={montant}
                  onClick={() =>
                    agir({ type: 'saisir', cle: comptant.cle, saisie: ecrireMontant(montant) })
                  }
                >
                  {argent(montant)}
                </Bouton>
              ))}
            </div>
          )}
          <div className={styles.ajouts}>
            <Bouton ton="discret" onClick={() => agir({ type: 'ajouter', mode: 'CARTE' })}>
              <CreditCard aria-hidden size={20} />
              {t('paiement.ajouterCarte')}
            </Bouton>
            <Bouton ton="discret" onClick={() => agir({ type: 'ajouter', mode: 'COMPTANT' })}>
              <Banknote aria-hidden size={20} />
              {t('paiement.ajouterComptant')}
            </Bouton>
          </div>
        </div>
        <div className={styles.cote}>
          <Resume
            total={totaux.total}
            repartition={repartition}
            aDuComptant={comptant !== undefined}
          />
          {simule && versements.some(({ mode }) => mode === 'CARTE') && (
            <Alerte ton="avis">{t('simule.aide')}</Alerte>
          )}
          {echec && <EchecPaiement echec={echec} reessayer={() => void payer()} />}
          <Bouton
            ton="payer"
            taille="grande"
            type="submit"
            disabled={enCours || !paiements || enRoute > 0}
            className={styles.encaisser}
          >
            {enCours ? t('paiement.enCours') : t('paiement.encaisser')}
            {!enCours && <kbd>{t('touche.entree')}</kbd>}
          </Bouton>
          <p role="status" className={styles.route}>
            {enRoute > 0 && t('balayage.enRoute', { count: enRoute })}
          </p>
        </div>
      </form>
      {douteux && <QuestionComptant {...douteux} surCorrection={() => questionner(null)} />}
    </Dialogue>
  );
}
