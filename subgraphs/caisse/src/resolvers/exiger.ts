/** Unwraps what a foreign key promises. @throws Error when it is missing all the same */
export function exiger<Value>(value: Value | null, name: string): Value {
  if (value === null) throw new Error(`The ${name} that a foreign key names is missing`);
  return value;
}
