import { Printer } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useDroit } from '../../shared/connexion/moi.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Recu } from '../../shared/recu/recu.tsx';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { Remise, type Rendu } from './remise.tsx';
import { RetourVente } from './retour-vente.tsx';
import styles from './ventes.module.css';

const DETAIL = graphql(/* GraphQL */ `
  fragment DetailVente on Vente {
    id
    numero
    statut
    concluSansCaisse
    refus {
      code
      message
    }
    annulations {
      id
      numero
      dateHeure
      motif
      total
      remboursements {
        mode
        montant
      }
    }
    ...RecuVente
    ...RetourVente
  }
`);

type Props = { vente: FragmentType<typeof DETAIL>; surFermeture: () => void };

/** One sale: its receipt, what came back, and taking products back. */
export function DetailVente({ vente: masque, surFermeture }: Props) {
  const { t } = useTranslation();
  const { argent, dateHeure } = useFormat();
  const vente = lireFragment(DETAIL, masque);
  const [rendus, remettre] = useState<readonly Rendu[] | null>(null);
  const cote = useRef<HTMLDivElement>(null);
  const peutAnnuler = useDroit('vente:annuler');
  const retournable = vente.statut === 'VALIDEE' || vente.statut === 'RETOURNEE_EN_PARTIE';
  return (
    <Dialogue
      large
      titre={t('ventes.detail', { numero: vente.numero ?? '—' })}
      surFermeture={rendus ? undefined : surFermeture}
    >
      <div className={styles.detail}>
        <div className={styles.recu}>
          <Recu vente={vente} />
        </div>
        <div ref={cote} tabIndex={-1} className={styles.cote}>
          {rendus && (
            <Remise
              rendus={rendus}
              surRemis={() => {
                remettre(null);
                cote.current?.focus();
              }}
            />
          )}
          <Bouton onClick={() => window.print()}>
            <Printer aria-hidden size={20} />
            {t('recu.imprimer')}
          </Bouton>
          {vente.concluSansCaisse && <Alerte ton="avis">{t('conclues.note')}</Alerte>}
          {vente.refus && <Alerte>{t('ventes.refusee', { message: vente.refus.message })}</Alerte>}
          {vente.annulations.length > 0 && (
            <section aria-label={t('ventes.retours')}>
              <h3>{t('ventes.retours')}</h3>
              <ul className={styles.retours}>
                {vente.annulations.map(
                  ({ id, numero, dateHeure: quand, motif, total, remboursements }) => (
                    <li key={id}>
                      <strong>{argent(-total)}</strong>
                      <span>
                        {numero && <>{t('dossiers.note', { numero })} · </>}
                        {dateHeure(quand)} · {motif}
                      </span>
                      <span>
                        {remboursements
                          .map(({ mode, montant }) =>
                            t('ventes.remis', {
                              mode: t(`mode.${mode}`),
                              montant: argent(montant),
                            }),
                          )
                          .join(', ')}
                      </span>
                    </li>
                  ),
                )}
              </ul>
            </section>
          )}
          {retournable && peutAnnuler && !rendus && (
            <RetourVente vente={vente} surRetour={remettre} />
          )}
          {retournable && !peutAnnuler && (
            <p className={styles.reserve}>{t('ventes.reserveAuGerant')}</p>
          )}
        </div>
      </div>
    </Dialogue>
  );
}
