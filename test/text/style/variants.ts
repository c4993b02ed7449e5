import { compileMessage, isPlain } from '../../../src/text/wording.ts';

type Elements = ReturnType<ReturnType<typeof compileMessage>['getAst']>;
/** The type of text between placeholders in a compiled message. */
const LITERAL = 0;

/** Every text that a message can say, one for each of its choices; what is filled in stays as `{name}`. */
export function variantsOf(key: string, message: string, locale: string): string[] {
  return isPlain(message) ? [message] : said(compileMessage(key, message, locale).getAst());
}

function said(elements: Elements): string[] {
  return elements.reduce<string[]>(
    (before, element) => before.flatMap((one) => choices(element).map((other) => one + other)),
    [''],
  );
}

function choices(element: Elements[number]): string[] {
  if ('options' in element) return Object.values(element.options).flatMap(({ value }) => said(value));
  if (element.type === LITERAL) return [element.value];
  return ['value' in element ? `{${element.value}}` : '{count}'];
}
