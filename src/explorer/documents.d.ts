declare module '*.graphql' {
  const id: string;
  export default id;
  export const text: string;
}
