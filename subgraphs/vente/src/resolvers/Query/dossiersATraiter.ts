import { estCleInstant, readPageRequest } from '@caisse/subgraph-kit';
import { estUuid } from '@caisse/subgraph-kit/domaine';

import type { CleListe } from '../../data/dossier-repository.ts';
import { SORTES_DOSSIER } from '../../domain/dossier.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';
import { listerDossiers } from '../../use-cases/traiter-dossier.ts';

export const dossiersATraiter: NonNullable<QueryResolvers['dossiersATraiter']> = (
  _parent,
  { magasinId, ...args },
  context,
) => listerDossiers(context, magasinId ?? null, readPageRequest(args, estCle));

function estCle(cles: readonly unknown[]): cles is CleListe {
  const [ouvertLe, sorte, id, rang] = cles;
  return (
    cles.length === 4 &&
    estCleInstant(ouvertLe) &&
    (SORTES_DOSSIER as readonly unknown[]).includes(sorte) &&
    typeof id === 'string' &&
    estUuid(id) &&
    Number.isInteger(rang) &&
    (rang as number) >= 0 &&
    (rang as number) < 1_000
  );
}
