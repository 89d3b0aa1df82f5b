import { getNamedType, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Tells whether the client asked for a direct child of the field being resolved, fragments included.
 *
 * @param info the resolver's fourth argument
 * @param child name of the child field
 */
export function selects(info: GraphQLResolveInfo, child: string): boolean {
  const type = getNamedType(info.returnType).name;
  const inSet = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === child;
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
      const condition = fragment?.typeCondition?.name.value;
      return (condition === undefined || condition === type) && inSet(fragment?.selectionSet);
    });
  return info.fieldNodes.some((node) => inSet(node.selectionSet));
}
