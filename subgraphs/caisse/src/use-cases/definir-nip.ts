import { acteurDe } from '@caisse/subgraph-kit';
import { saisieInvalide, type SaisieInvalide } from '@caisse/subgraph-kit/domaine';

import type { ChangeNip } from '../data/secret-repository.ts';
import type { Employe } from '../domain/employe.ts';
import { verifierNouveauNip, verifierPreuve } from '../domain/secrets.ts';
import { type DependancesSoiMeme, prouverSoiMeme } from './prouver-soi-meme.ts';
import { type PreuveRefusee, refuserApresCoup } from './prouver.ts';

interface Dependances extends DependancesSoiMeme {
  hachage: DependancesSoiMeme['hachage'] & { hacher(secret: string): Promise<string> };
  secrets: { definirNip(change: ChangeNip): Promise<Employe | null> };
}

/** Chooses one's own PIN, or erases it. */
export async function definirNip(
  dependances: Dependances,
  { motDePasse, nip = null }: { motDePasse: string; nip?: string | null | undefined },
): Promise<{ __typename: 'Employe'; employe: Employe } | PreuveRefusee | SaisieInvalide> {
  const champs = [
    ...verifierPreuve({ motDePasse }),
    ...(nip === null ? [] : verifierNouveauNip(nip)),
  ];
  if (champs.length > 0) return saisieInvalide(champs);
  const preuve = await prouverSoiMeme(dependances, motDePasse);
  if (!preuve.compte) return preuve.refus;
  const { compte, connexionId, places } = preuve;
  const employe = await dependances.secrets.definirNip({
    ...{ employeId: compte.id, connexionId, empreinte: compte.motDePasse, places },
    nip: nip === null ? null : await dependances.hachage.hacher(nip),
    ...{ maintenant: dependances.maintenant(), acteur: acteurDe(dependances) },
  });
  if (!employe) return refuserApresCoup(dependances, places);
  return { __typename: 'Employe', employe };
}
