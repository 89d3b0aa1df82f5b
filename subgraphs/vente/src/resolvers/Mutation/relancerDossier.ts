import type { MutationResolvers } from '../../generated/graphql.ts';
import { relancerDossier as relancer } from '../../use-cases/traiter-dossier.ts';

export const relancerDossier: NonNullable<MutationResolvers['relancerDossier']> = (
  _parent,
  { input: { dossierId } },
  context,
) => relancer(context, dossierId);
