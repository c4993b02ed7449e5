import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { bytesOf, keepDocuments, keepTexts } from '../../src/graphql/document-store.ts';

const document = (length: number) => parse(`{ __typename } #${'x'.repeat(length)}`);

describe('what is kept of documents', () => {
  test('counts comments, which the document holds for the places of errors', () => {
    expect(bytesOf(document(50_000)) - bytesOf(document(0))).toBe(100_000);
  });

  test('stays within its bytes: the first of many long documents is forgotten, the last is not', async () => {
    const documents = keepDocuments();
    for (let number = 0; number < 200; number++) await documents.set(String(number), document(90_000));
    expect(await documents.get('0')).toBeUndefined();
    expect(await documents.get('199')).toBeDefined();
  });

  test('keeps hundreds of documents of an ordinary size', async () => {
    const documents = keepDocuments();
    const ordinary = parse(
      `{ ${Array.from({ length: 30 }, (_, number) => `a${number}: __typename`).join(' ')} }`,
    );
    for (let number = 0; number < 200; number++) await documents.set(String(number), ordinary);
    expect(await documents.get('0')).toBe(ordinary);
  });

  test('holds of persisted texts as much as they take', async () => {
    const texts = keepTexts(new Map());
    for (let number = 0; number < 100; number++) await texts.set(String(number), 'x'.repeat(90_000));
    expect(await texts.get('0')).toBeUndefined();
    expect(await texts.get('99')).toHaveLength(90_000);
    await texts.delete('99');
    expect(await texts.get('99')).toBeUndefined();
  });
});
