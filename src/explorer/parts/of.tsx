/** What one of several buttons or folds of the same name is about: said to readers of screens, where eyes see it by its place. */
export const Of = ({ name }: { readonly name: string }) => <span class="hidden">: {name}</span>;
