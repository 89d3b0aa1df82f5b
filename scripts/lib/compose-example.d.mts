export function composeExample(compose: string): string;
