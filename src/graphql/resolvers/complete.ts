/**
 * The resolvers that a type must have: all its fields but those which its parent answers by a property of the same
 * name. A field that is added to the schema and forgotten here does not compile.
 */
export type Complete<Resolvers, Given extends keyof Resolvers | never = never> = {
  readonly [Field in Exclude<keyof Resolvers, Given | '__isTypeOf' | '__resolveType'>]-?: NonNullable<
    Resolvers[Field]
  >;
};
