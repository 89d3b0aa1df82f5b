import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ValidationRule } from 'graphql';

/** Largest request body accepted from outside, in bytes. */
export const BODY_LIMIT = 100_000;

/** Deepest operation accepted. */
export const DEPTH_LIMIT = 12;

/** Refuses operations nested deeper than DEPTH_LIMIT; introspection, which is deep by nature, is not counted. */
export const depthRule: ValidationRule = (context) =>
  maxDepthRule({
    n: DEPTH_LIMIT,
    propagateOnRejection: false,
    onReject: [
      (validation) => {
        validation?.reportError(
          new GraphQLError(
            `La requête est trop profonde : au plus ${DEPTH_LIMIT} niveaux sont acceptés.`,
            { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
          ),
        );
      },
    ],
  })(context);
