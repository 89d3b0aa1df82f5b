import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

import type { RequestContext } from '../context.ts';
import { type Identity, isAuthenticated } from '../identity/identity.ts';
import { type AccessRule, entitiesOf, hasDirective, ruleOf, undecided } from './access-rules.ts';
import { PublicError } from './public-error.ts';

/** Nobody is known, and somebody must be. */
export function notAuthenticated(
  message = 'Connectez-vous : cette opération demande un jeton valide.',
): PublicError {
  return new PublicError('NON_AUTHENTIFIE', message);
}

/** Somebody is known, who may not do this. */
export function forbidden(message = 'Votre rôle ne permet pas cette opération.'): PublicError {
  return new PublicError('INTERDIT', message);
}

/**
 * Enforces `@authenticated` and `@requiresScopes` of a subgraph's schema: on the fields that carry them, on those
 * that give a type that carries them, and on the entities that the router asks for by their key. The router may
 * check the same; a subgraph does not rely on it.
 *
 * @throws Error that names each root field and entity without a rule: nobody decided who may reach it
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const open = undecided(schema);
  if (open.length > 0) {
    throw new Error(
      `Without @authenticated, @requiresScopes or @public: ${open.join(', ')}. Say who may reach them.`,
    );
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as Field[]) guardField(field);
  }
  guardEntities(schema);
  return schema;
}

type Field = GraphQLField<unknown, RequestContext>;

function guardField(field: Field): void {
  // What is public answers for what it gives: `moi` gives nobody but the person who asks.
  if (hasDirective(field, 'public')) return;
  const target = getNamedType(field.type);
  const rules = [ruleOf(field), isObjectType(target) ? ruleOf(target) : null].filter(
    (rule) => rule !== null,
  );
  if (rules.length === 0) return;
  const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<
    unknown,
    RequestContext
  >;
  field.resolve = (source, args, context, info): unknown => {
    for (const rule of rules) enforce(rule, context.identity);
    return resolve(source, args, context, info);
  };
}

/** The entities of one type are one batch: the rule of their type is looked at for each representation. */
function guardEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'] as Field | undefined;
  if (!field?.resolve) return;
  const rules = new Map(entitiesOf(schema).map((type) => [type.name, ruleOf(type)]));
  const resolve = field.resolve;
  field.resolve = (source, args: { representations: { __typename: string }[] }, context, info) => {
    for (const name of new Set(args.representations.map(({ __typename }) => __typename))) {
      const rule = rules.get(name);
      if (rule) enforce(rule, context.identity);
    }
    return resolve(source, args, context, info);
  };
}

function enforce({ scopes: sets }: AccessRule, identity: Identity): void {
  if (!isAuthenticated(identity)) throw notAuthenticated();
  const { scopes } = identity;
  if (sets.length > 0 && !sets.some((set) => set.every((scope) => scopes.has(scope)))) {
    throw forbidden();
  }
}
